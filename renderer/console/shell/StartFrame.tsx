import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/class-names.ts';
import { useText } from '../use-text.ts';
import styles from './StartFrame.module.css';

type Props = { title: string; children: ReactNode; wide?: boolean };

/** What everything before the seat stands in: the name of the product, a title, and the thing to do. */
export function StartFrame({ title, children, wide = false }: Props) {
  const t = useText();
  return (
    <main className={styles.frame}>
      <div className={cx(styles.box, wide && styles.wide)}>
        <header className={styles.head}>
          <strong className={styles.name}>{t('app.name')}</strong>
          <h1>{title}</h1>
        </header>
        {children}
      </div>
    </main>
  );
}
