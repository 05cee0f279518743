import type { ReactNode } from 'react';
import { useText } from '../../use-text.ts';
import type { Figure } from './evidence.ts';
import styles from './report.module.css';

export type OnFigure = ((figure: Figure) => void) | undefined;

/** Something that leads to the records it rests on; on paper it is only itself. */
export function Fig({ figure, on, children }: { figure: Figure; on: OnFigure; children: ReactNode }) {
  if (!on) return children;
  return (
    <button type="button" className={styles.figure} onClick={() => on(figure)}>
      {children}
    </button>
  );
}

export function Section({
  title,
  figure,
  on,
  children,
}: {
  title: string;
  figure?: Figure;
  on?: OnFigure;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3>
        {figure ? (
          <Fig figure={figure} on={on}>
            {title}
          </Fig>
        ) : (
          title
        )}
      </h3>
      {children}
    </section>
  );
}

export function None() {
  return <p className={styles.none}>{useText()('record:report.none_row')}</p>;
}
