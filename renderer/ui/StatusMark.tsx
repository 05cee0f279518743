import { cx } from './class-names.ts';
import styles from './StatusMark.module.css';

/** Shapes that differ without colour: hollow square, square, circle, double frame, diamond, dashed frame, crossed frame. */
export type MarkShape = 'hollow' | 'square' | 'circle' | 'double' | 'diamond' | 'dashed' | 'crossed';
/** Which `--st-*` (or alarm) colour it takes. */
export type MarkColour =
  'standby' | 'assigned' | 'enroute' | 'onscene' | 'returning' | 'lost' | 'off' | 'alarm';

type Props = {
  shape: MarkShape;
  colour: MarkColour;
  /** One character. */
  letter: string;
  /** The whole word, read out and shown on hover. */
  label: string;
};

/** A state as colour, shape and character at once, so that none of the three has to be seen. */
export function StatusMark({ shape, colour, letter, label }: Props) {
  return (
    <span
      className={cx(styles.mark, styles[shape], styles[colour])}
      role="img"
      aria-label={label}
      title={label}
    >
      <span aria-hidden="true">{letter}</span>
    </span>
  );
}
