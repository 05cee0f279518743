import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './IconButton.module.css';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'title'> & {
  /** What it does; read out, and shown on hover. */
  label: string;
  children: ReactNode;
};

/** A button of one character or drawing. */
export function IconButton({ label, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={styles.button} aria-label={label} title={label}>
      {children}
    </button>
  );
}
