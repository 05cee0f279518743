import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { sosRing } from '../../sos/sos-machine.ts';
import { useNow } from '../../shell/use-now.ts';
import styles from './SosKey.module.css';

const phoneNow = () => Date.now();
const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
const RADIUS = 46;
const LENGTH = 2 * Math.PI * RADIUS;

/** 求救: held for a second while the ring closes. Works without duty, without a link, without a position. */
export function SosKey() {
  const { t } = useTranslation('field');
  const { sos } = useApp();
  const state = useField((s) => s.sos);
  return (
    <button
      className={styles.key}
      data-step={state.step}
      aria-label={t('sos.key')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        sos.press();
      }}
      onPointerUp={() => sos.release()}
      onPointerCancel={() => sos.release()}
      onLostPointerCapture={() => sos.release()}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isHoldKey(event) && !event.repeat) sos.press();
      }}
      onKeyUp={(event) => isHoldKey(event) && sos.release()}
    >
      {state.step === 'holding' && <Ring />}
      <strong>{t('sos.key')}</strong>
      <small>{t('sos.hold')}</small>
    </button>
  );
}

export function Ring() {
  const state = useField((s) => s.sos);
  const now = useNow(phoneNow, 50);
  return (
    <svg className={styles.ring} viewBox="0 0 100 100" aria-hidden="true">
      <circle
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - sosRing(state, now))}
      />
    </svg>
  );
}
