import type { Incident } from '../incident/state.ts';
import type { Message } from '../message/state.ts';
import { type Operation, operationUnitIds } from '../operation/state.ts';
import type { Order } from '../order/state.ts';
import type { Unit } from '../unit/state.ts';

/**
 * What a policy question is about: the court that owns it, the courts that take part in it, and the units it concerns.
 * `null` courtCode: nothing in particular, the caller's own court is meant.
 */
export type Subject = {
  courtCode: string;
  /** Courts that take part: those whose units are in the plan, and those on whose ground a site lies (R62). */
  participants: readonly string[];
  unitIds: readonly string[];
  /** Units that command it on the ground. */
  commanderUnitIds: readonly string[];
};

export type UnitOf = (unitId: string) => Unit | null;

const nobody = { participants: [], unitIds: [], commanderUnitIds: [] };

export const courtSubject = (courtCode: string): Subject => ({ courtCode, ...nobody });

export function operationSubject(operation: Operation, unitOf: UnitOf): Subject {
  const unitIds = operationUnitIds(operation);
  const sites = Object.values(operation.sites);
  const courts = [
    ...unitIds.flatMap((id) => unitOf(id)?.courtCode ?? []),
    ...sites.map((site) => site.plan.placeCourtCode),
  ];
  return {
    courtCode: operation.courtCode,
    // A plan is the lead court's own affair until it is approved.
    participants: ['draft', 'assessed', 'pending', 'returned', 'cancelled'].includes(operation.phase)
      ? []
      : [...new Set(courts)],
    unitIds,
    commanderUnitIds: sites.flatMap((site) => site.plan.commanderUnitId ?? []),
  };
}

export function unitSubject(unit: Unit, operation: Operation | null, unitOf: UnitOf): Subject {
  const whole = operation ? operationSubject(operation, unitOf) : null;
  return {
    courtCode: unit.courtCode,
    participants: whole ? [...whole.participants, whole.courtCode] : [],
    unitIds: [unit.unitId],
    commanderUnitIds: whole?.commanderUnitIds ?? [],
  };
}

export function orderSubject(order: Order, operation: Operation | null, unitOf: UnitOf): Subject {
  const whole = operation ? operationSubject(operation, unitOf) : null;
  return {
    courtCode: order.courtCode,
    participants: whole?.participants ?? [],
    unitIds: Object.keys(order.receipts),
    commanderUnitIds: whole?.commanderUnitIds ?? [],
  };
}

export function incidentSubject(incident: Incident, operation: Operation | null, unitOf: UnitOf): Subject {
  const whole = operation ? operationSubject(operation, unitOf) : null;
  const unitCourt = incident.unitId === null ? null : (unitOf(incident.unitId)?.courtCode ?? null);
  return {
    courtCode: incident.courtCode,
    participants: [
      ...new Set([
        ...(whole?.participants ?? []),
        incident.placeCourtCode,
        ...(unitCourt === null ? [] : [unitCourt]),
      ]),
    ],
    unitIds: incident.unitId === null ? [] : [incident.unitId],
    commanderUnitIds: whole?.commanderUnitIds ?? [],
  };
}

export function messageSubject(message: Message, operation: Operation | null, unitOf: UnitOf): Subject {
  const whole = operation ? operationSubject(operation, unitOf) : null;
  return {
    courtCode: message.courtCode,
    participants: whole?.participants ?? [],
    unitIds: [...message.unitIds, ...(message.fromUnitId === null ? [] : [message.fromUnitId])],
    commanderUnitIds: whole?.commanderUnitIds ?? [],
  };
}
