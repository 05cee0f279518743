import { isHeardAt } from '#domain/incident/state.ts';
import { Elapsed } from '#renderer/ui/Age.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { clockTime, elapsed } from '../../format.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useCourtCode, useCourtNames, useHolds, useOne, useOpenIncidents } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { inAlarmOrder } from './alarm-order.ts';
import { useAlarmKeys } from './use-alarm-keys.ts';
import styles from './AlarmBar.module.css';

/** Below the top bar as long as any alarm is open; it has no way to be closed but the alarm's end. */
export function AlarmBar() {
  const t = useText();
  const court = useCourtCode();
  const incidents = inAlarmOrder(useOpenIncidents(), court);
  const top = incidents[0];
  const now = useHubNow();
  const unit = useOne('unit', top?.unitId);
  const operation = useOne('operation', top?.operationId);
  const openDesk = useConsole((s) => s.openDesk);
  const { locate, withdraw } = useAlarmKeys();
  const withdraws = useHolds('operation.withdraw');
  const handles = useHolds('incident.handle');
  const courts = useCourtNames();
  if (!top) return null;
  const site = top.siteId === null ? undefined : operation?.sites[top.siteId];
  // Who only watches is told whether the court that handles it has heard.
  const at = handles ? court : top.courtCode;
  const heard = top.acknowledged.findLast((seen) => seen.courtCode === at);
  const police = top.police.at(-1);
  return (
    <div className={styles.bar} role="alert" aria-label={t('alarms:bar')}>
      <span className={styles.kind}>
        {t(`terms:incident_kind.${top.kind}`)}
        {top.grade !== null && ` ${t(`terms:incident_grade.${top.grade}`)}`}
      </span>
      <strong className={styles.what}>
        {[site?.plan.name, unit?.profile.callSign, top.note].filter(Boolean).join(' · ')}
      </strong>
      <span className={styles.num}>{clockTime(top.raisedAt)}</span>
      <Elapsed text={elapsed(now - Date.parse(top.raisedAt))} tone="alarm" />
      <span>{t(`terms:incident_state.${top.state}`)}</span>
      {heard && isHeardAt(top, at) ? (
        <span>
          {t('alarms:ack_by', { name: heard.name, time: clockTime(heard.at), court: '' }).replace(
            /（）| \(\)/,
            '',
          )}
        </span>
      ) : (
        <span className={styles.unheard}>
          {handles ? t('alarms:not_acked') : t('alarms:not_acked_by', { court: courts.short(at) })}
        </span>
      )}
      {police && (
        <span>
          {t('alarms:police.title')} {t(`terms:police_step.${police.step}`)}{' '}
          <Elapsed text={elapsed(now - Date.parse(police.at))} />
        </span>
      )}
      {incidents.length > 1 && (
        <span className={styles.more}>{t('alarms:more', { n: incidents.length - 1 })}</span>
      )}
      <span className={styles.space} />
      <Button tone="alarm" shortcut="F8" onClick={() => openDesk(top.incidentId)}>
        {t('alarms:desk')}
      </Button>
      <Button shortcut="L" onClick={locate}>
        {t('alarms:locate')}
      </Button>
      {withdraws && (
        <Button shortcut="F12" onClick={withdraw}>
          {t('alarms:withdraw')}
        </Button>
      )}
    </div>
  );
}
