import type { ReactNode } from 'react';
import styles from './Panel.module.css';
import { cx } from './class-names.ts';

type Props = {
  title: string;
  count?: number | undefined;
  /** On the right of the head: filters, buttons. */
  tools?: ReactNode;
  children: ReactNode;
  padded?: boolean;
};

/** A titled part of a screen; its body scrolls by itself. */
export function Panel({ title, count, tools, children, padded = false }: Props) {
  return (
    <section className={styles.panel} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      <div className={cx(styles.body, padded && styles.padded)}>{children}</div>
    </section>
  );
}

/** Names and values in two columns. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Controls side by side that wrap. */
export function Row({ children, end = false }: { children: ReactNode; end?: boolean }) {
  return <div className={cx(styles.line, end && styles.end)}>{children}</div>;
}

/** Fields in columns as wide as they fit. */
export function FormGrid({ children }: { children: ReactNode }) {
  return <div className={styles.form}>{children}</div>;
}
