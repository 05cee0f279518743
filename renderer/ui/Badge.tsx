import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { cx } from './class-names.ts';

export type Tone = 'plain' | 'ok' | 'warn' | 'alarm' | 'accent' | 'dim';
type Props = { tone?: Tone; children: ReactNode; title?: string | undefined };

/** A few words or a count in a frame. `alarm` for alarms only. */
export function Badge({ tone = 'plain', children, title }: Props) {
  return (
    <span className={cx(styles.badge, styles[tone])} title={title}>
      {children}
    </span>
  );
}
