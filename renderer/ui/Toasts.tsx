import { cx } from './class-names.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Toasts.module.css';

export type Toast = { id: number; tone: 'info' | 'ok' | 'warn'; title: string; text: string };
type Props = { label: string; closeLabel: string; toasts: readonly Toast[]; onClose: (id: number) => void };

/** What happened to something that was asked for. Refusals stay until they are closed. */
export function Toasts({ label, closeLabel, toasts, onClose }: Props) {
  return (
    <div className={styles.toasts} role="region" aria-label={label}>
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={cx(styles.toast, styles[toast.tone])}
          role={toast.tone === 'warn' ? 'alert' : 'status'}
        >
          <div>
            <strong>{toast.title}</strong>
            {toast.text !== '' && <p>{toast.text}</p>}
          </div>
          <IconButton label={closeLabel} onClick={() => onClose(toast.id)}>
            <span aria-hidden="true">{'✕'}</span>
          </IconButton>
        </div>
      ))}
    </div>
  );
}
