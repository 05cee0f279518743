import { useEffect, useRef } from 'react';
import { useSecond } from '#renderer/ui/use-second.ts';
import { soundsAt } from '#domain/incident/state.ts';
import { alarmSound } from '../../media/alarm-sound.ts';
import { clockTime } from '../../format.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { callSignOf, useCourtCode, useHolds, useOpenIncidents, useUnitOf } from '../../state/use-domain.ts';
import { useOverdueKeys } from '../orders/use-overdue.ts';
import { useText } from '../../use-text.ts';
import { triggersOf } from './alarm-order.ts';

/**
 * What happens without a click when an alarm comes: the desk on top, the unit's picture, the sound until a named person at
 * this court has acknowledged it, and the machine's own notification. Draws nothing.
 */
export function AlarmWatch() {
  const t = useText();
  const { shell } = useApp();
  const court = useCourtCode();
  const incidents = useOpenIncidents();
  const unitOf = useUnitOf();
  const handles = useHolds('incident.handle');
  const sees = useHolds('av.open');
  const deskId = useConsole((s) => s.deskId);
  const putAside = useConsole((s) => s.putAside);
  const openDesk = useConsole((s) => s.openDesk);
  const openTile = useConsole((s) => s.openTile);
  const setSoundBlocked = useConsole((s) => s.setSoundBlocked);
  const told = useRef(new Map<string, number>());

  const sounding = incidents.filter((incident) => soundsAt(incident, court));
  const rings = handles && sounding.length > 0;
  useEffect(() => {
    if (!rings) return;
    alarmSound.start('alarm');
    return () => alarmSound.stop('alarm');
  }, [rings]);

  useOverdueSound();
  useEffect(() => alarmSound.onBlocked(setSoundBlocked), [setSoundBlocked]);

  useEffect(() => {
    for (const incident of incidents) {
      const triggers = triggersOf(incident);
      if ((told.current.get(incident.incidentId) ?? 0) >= triggers) continue;
      told.current.set(incident.incidentId, triggers);
      // Alarms that were settled before this page came are known, not news.
      if (!soundsAt(incident, court)) continue;
      const unit = incident.unitId === null ? undefined : unitOf(incident.unitId);
      const kind = t(`terms:incident_kind.${incident.kind}`);
      if (!handles) alarmSound.once('alarm');
      void shell.alert({
        title: t('alarms:alert_title', { kind }),
        body: t('alarms:alert_body', { unit: callSignOf(unit), time: clockTime(incident.raisedAt) }),
        urgent: true,
      });
      if (incident.unitId !== null && sees) openTile(incident.unitId, t('video:purpose_alarm', { kind }));
    }
  }, [incidents, court, handles, sees, openTile, shell, t, unitOf]);

  const next = sounding.find((incident) => (putAside[incident.incidentId] ?? 0) < triggersOf(incident));
  const nextId = next?.incidentId ?? null;
  useEffect(() => {
    if (deskId === null && nextId !== null) openDesk(nextId);
  }, [deskId, nextId, openDesk]);
  return null;
}

/** 超时未签收 sounds until somebody reissues, reassigns or revokes; it can be paused for a limited time. */
function useOverdueSound() {
  const keys = useOverdueKeys();
  const quietUntil = useConsole((s) => s.overdueQuietUntil);
  const now = useSecond();
  const rings = keys.length > 0 && now >= quietUntil;
  useEffect(() => {
    if (!rings) return;
    alarmSound.start('overdue');
    return () => alarmSound.stop('overdue');
  }, [rings]);
}
