import { useTranslation } from 'react-i18next';
import { AlarmBanner } from '../features/sos/AlarmBanner.tsx';
import { TalkRefusal } from '../features/talk/TalkKey.tsx';
import { useApp, useField } from './field-context.ts';
import { age, clockTime } from './format.ts';
import { useNow } from './use-now.ts';
import { useRefusalText } from './use-refusal-text.ts';

/** What must be seen on every tab, the weightiest on top. */
export function Banners() {
  return (
    <div>
      <AlarmBanner />
      <Incoming />
      <Watched />
      <Stale />
      <TalkRefusal />
      <Notices />
    </div>
  );
}

function Incoming() {
  const { t } = useTranslation('field');
  const names = useField((s) =>
    s.talks
      .filter((talk) => talk.from !== `unit/${s.identity?.unitId}`)
      .map((talk) => talk.name)
      .join('、'),
  );
  return names === '' ? null : (
    <p className="banner banner-talk" role="status">
      {t('talk.incoming', { name: names })}
    </p>
  );
}

/** F37: an officer sees that he is watched, and by whom. */
function Watched() {
  const { t } = useTranslation('field');
  const names = useField((s) => s.viewers.map((viewer) => `${viewer.name}（${viewer.seat}）`).join('、'));
  return names === '' ? null : (
    <p className="banner banner-watched" role="status" data-testid="watched">
      {t('watched.one', { names })}
    </p>
  );
}

function Stale() {
  const { t } = useTranslation('field');
  const app = useApp();
  const down = useField((s) => s.link.state !== 'online');
  const stateAt = useField((s) => s.stateAt);
  const now = useNow(app.hubNow);
  if (!down) return null;
  return (
    <p className="banner banner-stale" role="status">
      {stateAt === null
        ? t('link.never')
        : t('link.stale', { time: clockTime(stateAt), age: age(t, now - stateAt) })}
    </p>
  );
}

function Notices() {
  const { t } = useTranslation('field');
  const app = useApp();
  const refusalText = useRefusalText();
  const problem = useField((s) => s.problem);
  const soundBlocked = useField((s) => s.soundBlocked);
  const maySleep = useField((s) => s.onDuty && !s.screenHeld);
  const updateReady = useField((s) => s.updateReady);
  return (
    <>
      {problem && (
        <p className="notice" role="alert">
          {refusalText(problem)}{' '}
          <button className="link" onClick={() => app.dismissProblem()}>
            {t('problem.dismiss')}
          </button>
        </p>
      )}
      {soundBlocked && (
        <button className="notice notice-key" onClick={() => app.duty()?.unlockSound()}>
          {t('sound.blocked')}
        </button>
      )}
      {maySleep && <p className="notice">{t('screen.may_sleep')}</p>}
      {updateReady && (
        <p className="notice">
          {t('update.ready')}{' '}
          <button className="link" onClick={() => location.reload()}>
            {t('update.apply')}
          </button>
        </p>
      )}
    </>
  );
}
