import { ok, refuse, type Result } from '#contracts/errors.ts';
import {
  type AcknowledgeIncident,
  type AdvanceIncident,
  type CallFalseAlarm,
  type ConfirmIncident,
  type GradeIncident,
  INCIDENT_GRADES,
  type IncidentEvent,
  type IncidentState,
  POLICE_STEPS,
  type RaiseIncident,
  type RaiseSos,
  type RecordPoliceCall,
  type ReviewIncident,
} from '#contracts/incident.ts';
import type { OperationEvent } from '#contracts/operation.ts';
import { millisecondsOf } from '../fold.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import { decideEnterIncident } from '../operation/decide.ts';
import { type Operation, siteOfUnit } from '../operation/state.ts';
import { RULE_FIGURES } from '../rules/figures.ts';
import type { Unit } from '../unit/state.ts';
import { type Incident, isHeardAt } from './state.ts';

type Decision = Result<Recorded<IncidentEvent | OperationEvent>[]>;
const record = (event: IncidentEvent): Recorded<IncidentEvent> => ({
  stream: `incident/${event.incidentId}`,
  event,
});
const only = (event: IncidentEvent): Decision => ok([record(event)]);

/** DOMAIN §2.3: 触发 → 确认 | 误报; 确认 → 定级 → 处置中 → 已控制 → 已解除 → 复盘 → 关闭. */
export const INCIDENT_TRANSITIONS: readonly (readonly [from: IncidentState, to: IncidentState])[] = [
  ['raised', 'confirmed'],
  ['raised', 'false_alarm'],
  ['confirmed', 'graded'],
  ['graded', 'responding'],
  ['responding', 'controlled'],
  ['controlled', 'resolved'],
  ['resolved', 'reviewed'],
  ['reviewed', 'closed'],
  ['false_alarm', 'closed'],
];
const legal = (from: IncidentState, to: IncidentState) =>
  INCIDENT_TRANSITIONS.some(([f, t]) => f === from && t === to);
const illegal = (from: IncidentState, to: IncidentState) => refuse('illegal_transition', { from, to });

/** Under way: a second call for help belongs to it. One called false or already under control does not take it. */
const TAKES_TRIGGERS: readonly IncidentState[] = ['raised', 'confirmed', 'graded', 'responding'];

/**
 * F08: never gated. A second SOS of a unit whose alarm is under way joins it (one incident, two triggers) and sounds
 * again; after 误报 or 已控制 it is a new alarm, because a joined one could be overlooked.
 */
export function decideRaiseSos(
  known: Incident | null,
  open: Incident | null,
  unit: Unit,
  operation: Operation | null,
  cmd: RaiseSos,
  given: Given,
): Decision {
  if (known) return refuse('already_exists');
  if (open && TAKES_TRIGGERS.includes(open.state)) {
    return only({
      type: 'incident_trigger_added',
      ...stamp(given),
      incidentId: open.incidentId,
      kind: 'unspecified',
      unitId: unit.unitId,
      note: '',
      position: cmd.position,
      occurredAt: cmd.raisedAt,
    });
  }
  const siteId = operation ? siteOfUnit(operation, unit.unitId) : null;
  const placeCourtCode =
    (operation && siteId !== null ? operation.sites[siteId]?.plan.placeCourtCode : null) ?? unit.courtCode;
  return only({
    type: 'incident_raised',
    ...stamp(given),
    incidentId: cmd.incidentId,
    kind: 'unspecified',
    source: 'sos',
    courtCode: operation?.courtCode ?? unit.courtCode,
    placeCourtCode,
    operationId: operation?.operationId ?? null,
    siteId,
    unitId: unit.unitId,
    position: cmd.position,
    note: '',
    occurredAt: cmd.raisedAt,
    drill: given.drill,
  });
}

export function decideRaiseIncident(
  known: Incident | null,
  unit: Unit | null,
  operation: Operation | null,
  cmd: RaiseIncident,
  given: Given,
): Decision {
  if (known) return refuse('already_exists');
  const siteId = operation && unit ? siteOfUnit(operation, unit.unitId) : null;
  const courtCode = operation?.courtCode ?? unit?.courtCode ?? given.actor.courtCode;
  const { incidentId, kind, source, operationId, unitId, position, note } = cmd;
  return only({
    type: 'incident_raised', ...stamp(given), incidentId, kind, source, courtCode,
    placeCourtCode: (operation && siteId !== null ? operation.sites[siteId]?.plan.placeCourtCode : null) ?? courtCode,
    operationId, siteId, unitId, position, note, occurredAt: given.now, drill: given.drill,
  }); // prettier-ignore
}

export function decideAcknowledgeIncident(
  incident: Incident,
  cmd: AcknowledgeIncident,
  given: Given,
): Decision {
  const { courtCode, name } = given.actor;
  if (isHeardAt(incident, courtCode)) return refuse('already_answered');
  return only({
    type: 'incident_acknowledged',
    ...stamp(given),
    incidentId: cmd.incidentId,
    courtCode,
    name,
  });
}

/** Whoever decides about an alarm has heard it: its sound stops at that person's court. */
function heardBy(incident: Incident, given: Given): Recorded<IncidentEvent>[] {
  const { courtCode, name } = given.actor;
  const { incidentId } = incident;
  return isHeardAt(incident, courtCode)
    ? []
    : [record({ type: 'incident_acknowledged', ...stamp(given), incidentId, courtCode, name })];
}

/** Confirming also acknowledges, and moves the site that was 实施中 into 突发处置. */
export function decideConfirmIncident(
  incident: Incident,
  operation: Operation | null,
  cmd: ConfirmIncident,
  given: Given,
): Decision {
  if (!legal(incident.state, 'confirmed')) return illegal(incident.state, 'confirmed');
  const { incidentId, kind } = cmd;
  return ok([
    ...heardBy(incident, given),
    record({ type: 'incident_confirmed', ...stamp(given), incidentId, kind, name: given.actor.name }),
    ...(operation ? decideEnterIncident(operation, incident.siteId, given) : []),
  ]);
}

export function decideCallFalseAlarm(incident: Incident, cmd: CallFalseAlarm, given: Given): Decision {
  if (!legal(incident.state, 'false_alarm')) return illegal(incident.state, 'false_alarm');
  const { incidentId, reason } = cmd;
  return ok([
    ...heardBy(incident, given),
    record({ type: 'incident_called_false', ...stamp(given), incidentId, reason, name: given.actor.name }),
  ]);
}

/** Up and down; down wants a reason, and 特别重大 is not lowered here (DOMAIN §2.3). */
export function decideGradeIncident(incident: Incident, cmd: GradeIncident, given: Given): Decision {
  const graded: IncidentState[] = ['confirmed', 'graded', 'responding', 'controlled'];
  if (!graded.includes(incident.state)) return illegal(incident.state, 'graded');
  const before = incident.grade === null ? -1 : INCIDENT_GRADES.indexOf(incident.grade);
  const after = INCIDENT_GRADES.indexOf(cmd.grade);
  if (after === before) return refuse('already_answered');
  const lowered = after < before;
  if (lowered && (given.actor.role === 'supervisor' || incident.grade === 'extremely_serious'))
    return refuse('not_allowed');
  if (lowered && cmd.reason === '') return refuse('reason_required');
  return only({
    type: 'incident_graded',
    ...stamp(given),
    incidentId: cmd.incidentId,
    from: incident.grade,
    grade: cmd.grade,
    reason: cmd.reason,
    name: given.actor.name,
  });
}

/** 处置中, 已控制, 已解除; an alarm does not leave the screen without its disposition. */
export function decideAdvanceIncident(incident: Incident, cmd: AdvanceIncident, given: Given): Decision {
  if (!legal(incident.state, cmd.to)) return illegal(incident.state, cmd.to);
  if (cmd.to === 'resolved' && cmd.note === '') return refuse('disposition_required');
  return only({
    type: 'incident_advanced',
    ...stamp(given),
    incidentId: cmd.incidentId,
    from: incident.state,
    to: cmd.to,
    note: cmd.note,
    name: given.actor.name,
  });
}

/** A false alarm is closed by another person than the one who called it false. */
export function decideReviewIncident(incident: Incident, cmd: ReviewIncident, given: Given): Decision {
  if (!legal(incident.state, cmd.to)) return illegal(incident.state, cmd.to);
  if (incident.state === 'false_alarm' && incident.falseAlarm?.by === given.actor.id)
    return refuse('same_person');
  return only({
    type: 'incident_advanced',
    ...stamp(given),
    incidentId: cmd.incidentId,
    from: incident.state,
    to: cmd.to,
    note: cmd.note,
    name: given.actor.name,
  });
}

/** Asking the police is never gated; the later steps follow in order, and steps may be skipped but not walked back. */
export function decideRecordPoliceCall(incident: Incident, cmd: RecordPoliceCall, given: Given): Decision {
  const last = incident.police.at(-1);
  const index = (step: (typeof POLICE_STEPS)[number]) => POLICE_STEPS.indexOf(step);
  if (!last && cmd.step !== 'asked') return refuse('illegal_transition', { from: 'none', to: cmd.step });
  if (last && index(cmd.step) <= index(last.step))
    return refuse('illegal_transition', { from: last.step, to: cmd.step });
  const { incidentId, step, station, number } = cmd;
  return only({ type: 'police_call_recorded', ...stamp(given), incidentId, step, station, number });
}

/** R63: unconfirmed after 60 s the duty chief is called, after 3 min the higher court. */
export function decideEscalation(incident: Incident, nowMs: number, given: Given): Recorded<IncidentEvent>[] {
  if (incident.state !== 'raised') return [];
  const waited = (nowMs - millisecondsOf(incident.raisedAt)) / 1000;
  const steps = [
    { level: 'duty_chief' as const, afterSeconds: RULE_FIGURES.sosEscalateDutyChiefSeconds },
    { level: 'supervisor' as const, afterSeconds: RULE_FIGURES.sosEscalateSupervisorSeconds },
  ];
  return steps
    .filter(
      ({ level, afterSeconds }) =>
        waited >= afterSeconds && !incident.escalations.some((done) => done.level === level),
    )
    .map(({ level, afterSeconds }) =>
      record({
        type: 'incident_escalated',
        ...stamp(given),
        incidentId: incident.incidentId,
        level,
        afterSeconds,
      }),
    );
}
