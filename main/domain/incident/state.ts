import type {
  AlarmPosition,
  IncidentEvent,
  IncidentGrade,
  IncidentKind,
  IncidentState,
  POLICE_STEPS,
} from '#contracts/incident.ts';
import type { Fold } from '../fold.ts';

export type Incident = {
  incidentId: string;
  kind: IncidentKind;
  source: 'sos' | 'voice' | 'phone' | 'higher_court' | 'rule';
  courtCode: string;
  /** Court on whose ground it happens: alarmed as well (R62). */
  placeCourtCode: string;
  operationId: string | null;
  siteId: string | null;
  unitId: string | null;
  position: AlarmPosition | null;
  note: string;
  drill: boolean;
  state: IncidentState;
  since: string;
  raisedAt: string;
  occurredAt: string;
  grade: IncidentGrade | null;
  /** Named persons who stopped the sound, one a court. */
  acknowledged: { courtCode: string; at: string; name: string }[];
  confirmed: { at: string; name: string } | null;
  falseAlarm: { at: string; by: string; name: string; reason: string } | null;
  escalations: { level: 'duty_chief' | 'supervisor'; at: string }[];
  police: { step: (typeof POLICE_STEPS)[number]; at: string; station: string; number: string }[];
  steps: { state: IncidentState; at: string; name: string; note: string }[];
  disposition: string;
  /** What else set it off; `heard`: how many had acknowledged by then. They have to again. */
  triggers: { kind: IncidentKind; at: string; note: string; position: AlarmPosition | null; heard: number }[];
};

/** Open: on top of every seat concerned. A false alarm stays until its second person has closed it. */
export const isOpen = (incident: Incident): boolean =>
  !['resolved', 'reviewed', 'closed'].includes(incident.state);

/** Somebody at this court has acknowledged it since it was last set off. */
export const isHeardAt = (incident: Incident, courtCode: string): boolean =>
  incident.acknowledged
    .slice(incident.triggers.at(-1)?.heard ?? 0)
    .some((seen) => seen.courtCode === courtCode);

/** Sounds at a court until a named person there acknowledged it, and again when it is set off again. */
export const soundsAt = (incident: Incident, courtCode: string): boolean =>
  isOpen(incident) && !isHeardAt(incident, courtCode);

function evolve(incident: Incident | null, event: IncidentEvent): Incident | null {
  if (event.type === 'incident_raised') {
    return {
      incidentId: event.incidentId,
      kind: event.kind,
      source: event.source,
      courtCode: event.courtCode,
      placeCourtCode: event.placeCourtCode,
      operationId: event.operationId,
      siteId: event.siteId,
      unitId: event.unitId,
      position: event.position,
      note: event.note,
      drill: event.drill,
      state: 'raised',
      since: event.at,
      raisedAt: event.at,
      occurredAt: event.occurredAt,
      grade: null,
      acknowledged: [],
      confirmed: null,
      falseAlarm: null,
      escalations: [],
      police: [],
      steps: [{ state: 'raised', at: event.at, name: '', note: event.note }],
      disposition: '',
      triggers: [],
    };
  }
  if (!incident) return incident;
  const enter = (state: IncidentState, name: string, note: string): Incident => ({
    ...incident,
    state,
    since: event.at,
    steps: [...incident.steps, { state, at: event.at, name, note }],
  });
  switch (event.type) {
    case 'incident_trigger_added':
      return {
        ...incident,
        triggers: [
          ...incident.triggers,
          {
            kind: event.kind,
            at: event.at,
            note: event.note,
            position: event.position ?? null,
            heard: incident.acknowledged.length,
          },
        ],
      };
    case 'incident_acknowledged':
      return {
        ...incident,
        acknowledged: [
          ...incident.acknowledged,
          { courtCode: event.courtCode, at: event.at, name: event.name },
        ],
      };
    case 'incident_confirmed':
      return {
        ...enter('confirmed', event.name, ''),
        kind: event.kind,
        confirmed: { at: event.at, name: event.name },
      };
    case 'incident_called_false':
      return {
        ...enter('false_alarm', event.name, event.reason),
        falseAlarm: { at: event.at, by: event.by, name: event.name, reason: event.reason },
      };
    case 'incident_graded': {
      const first = incident.state === 'confirmed';
      return { ...(first ? enter('graded', event.name, event.reason) : incident), grade: event.grade };
    }
    case 'incident_advanced':
      return {
        ...enter(event.to, event.name, event.note),
        disposition: event.to === 'resolved' ? event.note : incident.disposition,
      };
    case 'incident_escalated':
      return { ...incident, escalations: [...incident.escalations, { level: event.level, at: event.at }] };
    case 'police_call_recorded':
      return {
        ...incident,
        police: [
          ...incident.police,
          { step: event.step, at: event.at, station: event.station, number: event.number },
        ],
      };
    default:
      return incident;
  }
}

export const incidentFold: Fold<Incident, IncidentEvent> = { evolve };
