import { cx } from './class-names.ts';
import styles from './Age.module.css';

/** How far a value can be relied on; each has its own look, not only its own colour. */
export type AgeLook = 'fresh' | 'late' | 'lost' | 'none';
type Props = { text: string; look: AgeLook; title?: string | undefined };

/** The age of something that was measured. `late` has a mark before it, `lost` is struck through. */
export function Age({ text, look, title }: Props) {
  return (
    <span className={cx(styles.age, styles[look])} title={title}>
      {look === 'late' && <span aria-hidden="true">{'▲ '}</span>}
      {text}
    </span>
  );
}

/** A running time, already written out by the caller. */
export function Elapsed({ text, tone = 'plain' }: { text: string; tone?: 'plain' | 'warn' | 'alarm' }) {
  return <span className={cx(styles.elapsed, styles[tone])}>{text}</span>;
}

/** The time of day with its zone in words. */
export function Clock({ time, zone, label }: { time: string; zone: string; label: string }) {
  return (
    <span className={styles.clock} role="timer" aria-label={label}>
      {time}
      <small>{zone}</small>
    </span>
  );
}
