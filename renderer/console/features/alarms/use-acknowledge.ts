import { acknowledgeIncident } from '#contracts/incident.ts';
import { type Incident, isHeardAt } from '#domain/incident/state.ts';
import { alarmSound } from '../../media/alarm-sound.ts';
import { useConsole } from '../../state/use-console.ts';
import { useCourtCode } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';

/** 确认收到, in the name of whoever is signed in at this seat. */
export function useAcknowledge(): (incident: Incident) => Promise<void> {
  const t = useText();
  const run = useConsole((s) => s.run);
  const court = useCourtCode();
  return async ({ incidentId, ...incident }) => {
    if (isHeardAt({ incidentId, ...incident }, court)) return;
    await alarmSound.unblock(); // the press is the gesture that the browser waited for
    await run(acknowledgeIncident, { incidentId }, { what: t('alarms:what.acknowledge'), about: incidentId });
  };
}
