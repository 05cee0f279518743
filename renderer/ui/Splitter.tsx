import styles from './Splitter.module.css';
import { cx } from './class-names.ts';

type Props = {
  label: string;
  /** `column`: a vertical bar that is moved sideways. */
  kind: 'column' | 'row';
  value: number;
  min: number;
  max: number;
  /** Which way the measured side grows when the bar goes right or down. */
  grows: 1 | -1;
  onChange: (pixels: number) => void;
};

/** A bar that is dragged, or moved with the arrow keys, to share the room between two docks. */
export function Splitter({ label, kind, value, min, max, grows, onChange }: Props) {
  const set = (next: number) => onChange(Math.round(Math.max(min, Math.min(max, next))));
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={kind === 'column' ? 'vertical' : 'horizontal'}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={cx(styles.bar, styles[kind])}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -16, ArrowUp: -16, ArrowRight: 16, ArrowDown: 16 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(value + step * grows);
      }}
      onPointerDown={(event) => {
        const bar = event.currentTarget;
        const start = kind === 'column' ? event.clientX : event.clientY;
        bar.setPointerCapture(event.pointerId);
        const move = (to: PointerEvent) =>
          set(value + ((kind === 'column' ? to.clientX : to.clientY) - start) * grows);
        bar.addEventListener('pointermove', move);
        bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), {
          once: true,
        });
      }}
    />
  );
}
