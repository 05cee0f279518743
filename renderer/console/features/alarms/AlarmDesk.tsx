import type { Incident } from '#domain/incident/state.ts';
import { isHeardAt } from '#domain/incident/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { clockTime } from '../../format.ts';
import { INCIDENT_TONE } from '../../state/looks.ts';
import { useConsole } from '../../state/use-console.ts';
import { callSignOf, useCourtCode, useHolds, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { Tile } from '../video/Tile.tsx';
import { triggersOf } from './alarm-order.ts';
import { useAcknowledge } from './use-acknowledge.ts';
import { IncidentFacts } from './IncidentFacts.tsx';
import { IncidentSteps } from './IncidentSteps.tsx';
import { IncidentHistory } from './IncidentHistory.tsx';
import { OnTop } from './OnTop.tsx';
import { useAlarmKeys } from './use-alarm-keys.ts';
import styles from './AlarmDesk.module.css';

/**
 * Lies on top of everything when an alarm sounds. It is no modal: the operator may finish the line he is typing. It can be put
 * aside once somebody at this court has acknowledged the alarm, and then stays in the alarm bar until its disposition.
 */
export function AlarmDesk() {
  const incident = useOne(
    'incident',
    useConsole((s) => s.deskId),
  );
  const online = useConsole((s) => s.link.state === 'online');
  return incident ? (
    <OnTop key={incident.incidentId} low={!online}>
      <Desk incident={incident} />
    </OnTop>
  ) : null;
}

function Desk({ incident }: { incident: Incident }) {
  const t = useText();
  const court = useCourtCode();
  const unit = useOne('unit', incident.unitId);
  const handles = useHolds('incident.handle');
  const sees = useHolds('av.open');
  const putAside = useConsole((s) => s.putDeskAside);
  const acknowledge = useAcknowledge();
  const { locate } = useAlarmKeys();
  const heard = isHeardAt(incident, court);
  const kind = t(`terms:incident_kind.${incident.kind}`);
  const mayPutAside = heard || !handles;
  return (
    <section
      className={styles.desk}
      role="alertdialog"
      aria-modal="false"
      aria-label={`${t('alarms:desk')} ${kind} ${callSignOf(unit)}`}
    >
      <header className={styles.head}>
        <Badge tone={INCIDENT_TONE[incident.state]}>{t(`terms:incident_state.${incident.state}`)}</Badge>
        <h2>
          {kind}
          {unit && ` · ${callSignOf(unit)} ${unit.profile.name}`}
        </h2>
        <span className={styles.time}>{clockTime(incident.raisedAt)}</span>
        <span className={styles.space} />
        <Button onClick={locate} shortcut="L">
          {t('alarms:locate')}
        </Button>
        <IconButton
          label={t('alarms:aside')}
          disabled={!mayPutAside}
          onClick={() => putAside(incident.incidentId, triggersOf(incident))}
        >
          <span aria-hidden="true">{'▁'}</span>
        </IconButton>
      </header>
      <div className={styles.body}>
        <div className={styles.see}>
          {incident.unitId !== null && sees && unit?.deviceName ? (
            <div className={styles.tile}>
              <Tile unitId={incident.unitId} purpose={t('video:purpose_alarm', { kind })} alarm />
            </div>
          ) : (
            <p className={styles.dark}>{t('alarms:top.no_video')}</p>
          )}
          <IncidentFacts incident={incident} />
        </div>
        <div className={styles.act}>
          {!heard && handles && (
            <div className={styles.ack}>
              <Button tone="alarm" size="l" wide data-first onClick={() => void acknowledge(incident)}>
                {t('alarms:ack')}
              </Button>
              <p>{t('alarms:sounding')}</p>
            </div>
          )}
          {handles ? <IncidentSteps incident={incident} /> : <ReadOnly incident={incident} />}
          <IncidentHistory incident={incident} />
        </div>
      </div>
    </section>
  );
}

function ReadOnly({ incident }: { incident: Incident }) {
  const t = useText();
  const grades = useHolds('incident.grade');
  return (
    <>
      <p className={styles.note}>{t('alarms:read_only')}</p>
      {grades && <IncidentSteps incident={incident} onlyGrade />}
    </>
  );
}
