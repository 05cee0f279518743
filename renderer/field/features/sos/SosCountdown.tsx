import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { useNow } from '../../shell/use-now.ts';
import { CANCEL_MS } from '../../sos/sos-machine.ts';
import { Ring } from './SosKey.tsx';
import styles from './SosKey.module.css';

const phoneNow = () => Date.now();

/** Three seconds in which a mistake can be taken back; it covers the whole page, so that cancel cannot be missed. */
export function SosCountdown() {
  const state = useField((s) => s.sos);
  return state.step === 'countdown' ? <Countdown since={state.since} /> : null;
}

function Countdown({ since }: { since: number }) {
  const { t } = useTranslation('field');
  const { sos } = useApp();
  const now = useNow(phoneNow, 100);
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const seconds = Math.max(0, Math.ceil((since + CANCEL_MS - now) / 1000));
  return (
    // A back gesture is not a decision: only the cancel key takes the alarm back.
    <dialog
      ref={ref}
      className={styles.countdown}
      aria-label={t('sos.key')}
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles.dial}>
        <Ring />
        <span className={styles.seconds}>{seconds}</span>
      </div>
      <p role="alert">{t('sos.sending_in', { seconds })}</p>
      <button className={styles.cancel} onClick={() => sos.cancel()}>
        {t('sos.cancel')}
      </button>
      <p>{t('sos.cancel_hint')}</p>
    </dialog>
  );
}
