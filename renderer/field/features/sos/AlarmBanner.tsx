import { useTranslation } from 'react-i18next';
import type { Incident } from '#domain/incident/state.ts';
import { useApp, useField } from '../../shell/field-context.ts';
import { clockTime } from '../../shell/format.ts';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import { about } from '../../state/commands.ts';
import { ownIncident } from '../../state/own.ts';
import styles from './SosKey.module.css';

/** How far the own alarm has come: waiting, sent, received, seen by whom, being handled. Never says more than is known. */
export function AlarmBanner() {
  const { t } = useTranslation('field');
  const app = useApp();
  const refusalText = useRefusalText();
  const incident = useField((s) => (s.identity ? ownIncident(s.replica, s.alarm, s.identity.unitId) : null));
  const alarm = useField((s) => s.alarm);
  const item = useField((s) => s.outbox.find((each) => each.about === about.sos));
  const online = useField((s) => s.link.state === 'online');
  if (!incident && !alarm && !item) return null;

  if (item?.state === 'refused' && item.error) {
    return (
      <section className={styles.banner} role="alert">
        <strong>{t('sos.refused', { reason: refusalText(item.error) })}</strong>
        <button className="key" onClick={() => app.dismissOutboxItem(item.commandId)}>
          {t('outbox.dismiss')}
        </button>
      </section>
    );
  }
  if (incident) return <Progress incident={incident} />;
  return (
    <section className={styles.banner} role="alert" data-testid="alarm">
      <strong>{item && !online ? t('sos.waiting') : t('sos.sent')}</strong>
    </section>
  );
}

function Progress({ incident }: { incident: Incident }) {
  const { t } = useTranslation('field');
  const police = incident.police.at(-1);
  return (
    <section className={styles.banner} role="alert" data-testid="alarm">
      <strong>{t('sos.received', { time: clockTime(incident.raisedAt) })}</strong>
      {incident.acknowledged.map(({ name, at, courtCode }) => (
        <p key={courtCode}>{t('sos.acknowledged', { name, time: clockTime(at) })}</p>
      ))}
      {incident.state === 'false_alarm' && <p>{t('sos.false_alarm')}</p>}
      {!['raised', 'false_alarm'].includes(incident.state) && (
        <p>{t('sos.confirmed', { state: t(`incident_state.${incident.state}`) })}</p>
      )}
      {police && <p>{t('sos.police', { step: t(`police_step.${police.step}`) })}</p>}
    </section>
  );
}
