import styles from './Progress.module.css';

type Props = {
  label: string;
  /** null: how much there is to do is not known yet. */ total: number | null;
  done: number;
  text: string;
};

export function Progress({ label, total, done, text }: Props) {
  return (
    <div className={styles.progress}>
      <progress
        aria-label={label}
        max={total ?? undefined}
        value={total === null ? undefined : Math.min(done, total)}
      />
      <span>{text}</span>
    </div>
  );
}
