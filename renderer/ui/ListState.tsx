import styles from './ListState.module.css';
import { cx } from './class-names.ts';

type Props = { kind: 'empty' | 'loading' | 'offline' | 'error'; text: string; hint?: string | undefined };
const MARK = { empty: '—', loading: '…', offline: '⌁', error: '!' } as const;

/** Says in a list's place why there is nothing in it. */
export function ListState({ kind, text, hint }: Props) {
  return (
    <div className={cx(styles.state, styles[kind])} role="status" aria-busy={kind === 'loading' || undefined}>
      <span className={styles.mark} aria-hidden="true">
        {MARK[kind]}
      </span>
      <span>{text}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </div>
  );
}
