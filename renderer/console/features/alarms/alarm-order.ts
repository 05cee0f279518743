import { INCIDENT_GRADES } from '#contracts/incident.ts';
import { type Incident, soundsAt } from '#domain/incident/state.ts';

/** How often it was set off: once when it was raised, and by each later trigger. */
export const triggersOf = (incident: Incident): number => incident.triggers.length + 1;

const gradeRank = (incident: Incident) =>
  incident.grade === null ? 0 : INCIDENT_GRADES.indexOf(incident.grade) + 1;

/** What lies on top: sounding before acknowledged, then the higher grade, then the older (first out first). */
export function inAlarmOrder(incidents: readonly Incident[], courtCode: string): Incident[] {
  const rank = (incident: Incident) => (soundsAt(incident, courtCode) ? 1 : 0);
  return [...incidents].sort(
    (a, b) =>
      rank(b) - rank(a) ||
      gradeRank(b) - gradeRank(a) ||
      a.raisedAt.localeCompare(b.raisedAt) ||
      a.incidentId.localeCompare(b.incidentId),
  );
}
