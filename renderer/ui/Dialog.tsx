import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './class-names.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

type Props = {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  size?: 'm' | 'l' | 'xl';
};

const BEGIN = ['input', 'select', 'textarea', 'button']
  .map((name) => `[data-body] ${name}:not(:disabled)`)
  .join(', ');

/**
 * A native modal dialog: Escape, the focus trap and the inert page behind it are the browser's. It is open as long as
 * it is mounted; whoever mounted it takes it away in `onClose`.
 */
export function Dialog({ title, closeLabel, onClose, children, footer, size = 'm' }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      // The browser would begin at the close button, which is the last thing that one came for.
      element.querySelector<HTMLElement>(BEGIN)?.focus();
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={cx(styles.dialog, styles[size])}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault(); // React takes it away, so that state and screen cannot differ
        onClose();
      }}
    >
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton label={closeLabel} onClick={onClose}>
          <span aria-hidden="true">{'✕'}</span>
        </IconButton>
      </header>
      <div className={styles.body} data-body>
        {children}
      </div>
      {footer && <footer className={styles.foot}>{footer}</footer>}
    </dialog>
  );
}
