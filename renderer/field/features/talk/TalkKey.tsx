import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { useNow } from '../../shell/use-now.ts';
import styles from './TalkKey.module.css';

const phoneNow = () => Date.now();
const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';

/** Press and hold to talk. Every way a finger can leave the key lets go of it. */
export function TalkKey() {
  const { t } = useTranslation('field');
  const app = useApp();
  const talk = useField((s) => s.talk);
  const onDuty = useField((s) => s.onDuty);
  const online = useField((s) => s.link.state === 'online');
  const microphone = useField((s) => s.capture.microphone);
  const now = useNow(phoneNow, 500);
  const noMicrophone = onDuty && (microphone === 'blocked' || microphone === 'missing');
  const dead = !onDuty || !online || noMicrophone;
  const press = () => !dead && app.duty()?.pressTalk();
  const release = () => app.duty()?.releaseTalk();

  const label = () => {
    if (talk.step === 'talking')
      return t('talk.talking', { seconds: Math.max(0, Math.floor((now - talk.since) / 1000)) });
    if (talk.step === 'asking') return t('talk.asking');
    if (!onDuty) return t('talk.off_duty');
    if (!online) return t('talk.no_link');
    return noMicrophone ? t('talk.no_mic') : t('talk.hold');
  };

  return (
    <button
      className={styles.key}
      data-step={talk.step}
      disabled={dead}
      aria-pressed={talk.step === 'talking'}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isHoldKey(event) && !event.repeat) press();
      }}
      onKeyUp={(event) => isHoldKey(event) && release()}
    >
      {label()}
    </button>
  );
}

/** Why the last press was not granted. */
export function TalkRefusal() {
  const { t } = useTranslation('field');
  const talk = useField((s) => s.talk);
  if (talk.step !== 'idle' || !talk.refusal) return null;
  const { code, params } = talk.refusal;
  if (code !== 'floor_taken') return null;
  return (
    <p className="notice" role="status">
      {params?.['name'] ? t('talk.taken', { name: params['name'] }) : t('talk.taken_unknown')}
    </p>
  );
}
