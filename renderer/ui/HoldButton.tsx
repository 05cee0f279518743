import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { cx } from './class-names.ts';
import styles from './HoldButton.module.css';

type Props = {
  children: string;
  label?: string;
  /** Held now, as far as whoever owns the state says. */
  active: boolean;
  disabled?: boolean;
  shortcut?: string;
  onDown: () => void;
  onUp: () => void;
};

/** Pressed as long as it is held, by pointer, Enter or Space. Lets go when the pointer is lost, on blur and when it goes away. */
export function HoldButton({ children, label, active, disabled = false, shortcut, onDown, onUp }: Props) {
  const held = useRef(false);
  const release = useRef(onUp);
  useEffect(() => {
    release.current = onUp;
  });
  useEffect(() => () => void (held.current && release.current()), []);

  const down = () => {
    if (held.current || disabled) return;
    held.current = true;
    onDown();
  };
  const up = () => {
    if (!held.current) return;
    held.current = false;
    onUp();
  };
  const isPress = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  return (
    <button
      type="button"
      className={cx(styles.hold, active && styles.active)}
      aria-pressed={active}
      aria-label={label}
      disabled={disabled}
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        down();
      }}
      onPointerUp={up}
      onPointerCancel={up}
      onLostPointerCapture={up}
      onBlur={up}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) down();
      }}
      onKeyUp={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        event.stopPropagation();
        up();
      }}
    >
      <span className={styles.light} aria-hidden="true" />
      {children}
      {shortcut !== undefined && <kbd>{shortcut}</kbd>}
    </button>
  );
}
