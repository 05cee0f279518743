import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { cx } from './class-names.ts';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
  /** `alarm` is for what concerns an alarm, never for deleting or for emphasis. */
  tone?: 'plain' | 'primary' | 'quiet' | 'alarm';
  size?: 'm' | 's' | 'l';
  /** The key that does the same, shown beside the text. */
  shortcut?: string | undefined;
  /** Asked for and not answered yet: cannot be pressed twice, and says so to a screen reader. */
  busy?: boolean;
  wide?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({
  tone = 'plain',
  size = 'm',
  shortcut,
  busy = false,
  wide = false,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
      className={cx(styles.button, styles[tone], styles[size], wide && styles.wide, busy && styles.busy)}
    >
      {children}
      {shortcut !== undefined && <kbd className={styles.key}>{shortcut}</kbd>}
    </button>
  );
}
