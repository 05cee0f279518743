import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { age, span } from '../../shell/format.ts';
import { Nothing } from '../../shell/Nothing.tsx';
import { useNow } from '../../shell/use-now.ts';
import styles from './CameraTab.module.css';

const phoneNow = () => Date.now();

/** What this phone sends: picture, sound, position; and how to mend each where the phone says no. */
export function CameraTab() {
  const { t } = useTranslation('field');
  const app = useApp();
  const onDuty = useField((s) => s.onDuty);
  const { camera, microphone, facing, stream } = useField((s) => s.capture);
  const duty = app.duty();
  if (!onDuty || !duty) return <Nothing title={t('duty.off')} what={t('camera.off_duty')} />;
  const cameraWanted = camera !== 'off';

  return (
    <div className="stack">
      <div className={styles.frame}>
        {camera === 'on' && stream ? (
          <OwnPicture stream={stream} mirrored={facing === 'user'} />
        ) : (
          <div className={styles.dark} role="status">
            <strong>{t(`camera.${camera}`)}</strong>
            {camera === 'blocked' && <p>{t('camera.mend')}</p>}
            {(camera === 'blocked' || camera === 'missing') && (
              <button className="key" onClick={() => duty.recover()}>
                {t('camera.retry')}
              </button>
            )}
          </div>
        )}
        <UplinkLine />
      </div>
      <div className="row">
        <button
          className="key"
          aria-pressed={cameraWanted}
          onClick={() => {
            duty.setCamera(!cameraWanted);
            app.prefer({ camera: !cameraWanted });
          }}
        >
          {cameraWanted ? t('camera.turn_off') : t('camera.turn_on')}
        </button>
        <button className="key" disabled={camera !== 'on'} onClick={() => duty.flip()}>
          {t('camera.flip')}
        </button>
        <button
          className="key"
          aria-pressed={microphone === 'on'}
          onClick={() => {
            duty.setMicrophone(microphone !== 'on');
            app.prefer({ microphone: microphone !== 'on' });
          }}
        >
          {microphone === 'on' ? t('camera.mic_off') : t('camera.mic_on')}
        </button>
      </div>
      <p className="dim" role="status">
        {t(`camera.mic.${microphone}`)}
      </p>
      {microphone === 'blocked' && <p>{t('camera.mend')}</p>}
      <PositionLine />
    </div>
  );
}

function OwnPicture({ stream, mirrored }: { stream: MediaStream; mirrored: boolean }) {
  const { t } = useTranslation('field');
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={ref}
      className={styles.picture}
      data-mirrored={mirrored}
      aria-label={t('camera.self')}
      autoPlay
      muted
      playsInline
    />
  );
}

function UplinkLine() {
  const { t } = useTranslation('field');
  const { state, since } = useField((s) => s.uplink);
  const now = useNow(phoneNow);
  return (
    <p className={styles.uplink} data-state={state} role="status">
      {state === 'lost' ? t('camera.uplink.lost', { time: span(now - since) }) : t(`camera.uplink.${state}`)}
    </p>
  );
}

export function PositionLine() {
  const { t } = useTranslation('field');
  const onDuty = useField((s) => s.onDuty);
  const state = useField((s) => s.positionState);
  const fix = useField((s) => s.fix);
  const now = useNow(phoneNow);
  if (!onDuty) return <p className="dim">{t('position.off')}</p>;
  if (state === 'denied') {
    return (
      <div className="warn" role="alert">
        <strong>{t('position.denied')}</strong>
        <p>{t('position.mend')}</p>
      </div>
    );
  }
  if (!fix)
    return <p className="dim">{t(state === 'unavailable' ? 'position.unavailable' : 'position.asking')}</p>;
  const how = age(t, now - fix.at);
  return (
    <p className="dim num" data-testid="position">
      {fix.accuracyMeters === null
        ? t('position.on_unknown', { age: how })
        : t('position.on', { meters: Math.round(fix.accuracyMeters), age: how })}
    </p>
  );
}
