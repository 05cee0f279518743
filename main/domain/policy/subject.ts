import type { Caller, Role } from '#contracts/roles.ts';
import type { Incident } from '../incident/state.ts';
import type { Message } from '../message/state.ts';
import { BEFORE_APPROVAL, type Operation, operationUnitIds } from '../operation/state.ts';
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

/** Roles of a higher court that may hold an account on a lower court's hub; its administrators keep that account. */
const GUESTS: readonly Role[] = ['supervisor', 'coordinator'];

/** An account is its own court's affair, and a guest of a higher court that of the court whose hub it is on. */
export const accountSubject = (
  caller: Pick<Caller, 'courtCode'>,
  { courtCode, role }: { courtCode: string; role: Role },
  isBelow: (code: string, ancestor: string) => boolean,
): Subject =>
  courtSubject(GUESTS.includes(role) && isBelow(caller.courtCode, courtCode) ? caller.courtCode : courtCode);

/** 联合行动 is active from the approval until 办结: only then do other courts and their units take part (DOMAIN §2.5 (j)). */
const isJointlyActive = (operation: Operation): boolean =>
  !BEFORE_APPROVAL.includes(operation.phase) &&
  operation.phase !== 'closed' &&
  operation.phase !== 'archived';

export function operationSubject(operation: Operation, unitOf: UnitOf): Subject {
  const active = isJointlyActive(operation);
  const takesPart = (unitId: string) => active || unitOf(unitId)?.courtCode === operation.courtCode;
  const unitIds = operationUnitIds(operation).filter(takesPart);
  const sites = Object.values(operation.sites);
  const courts = [
    ...unitIds.flatMap((id) => unitOf(id)?.courtCode ?? []),
    ...sites.map((site) => site.plan.placeCourtCode),
  ];
  return {
    courtCode: operation.courtCode,
    participants: active ? [...new Set(courts)] : [],
    unitIds,
    commanderUnitIds: sites.flatMap((site) => site.plan.commanderUnitId ?? []).filter(takesPart),
  };
}

export function unitSubject(unit: Unit, operation: Operation | null, unitOf: UnitOf): Subject {
  const whole = operation ? operationSubject(operation, unitOf) : null;
  return {
    courtCode: unit.courtCode,
    // The lead court has a partner's unit on its map and screens only while the operation is joint.
    participants: whole && isJointlyActive(operation!) ? [...whole.participants, whole.courtCode] : [],
    unitIds: [unit.unitId],
    // Nor does the commander on the ground see or hear a partner's unit before it takes part.
    commanderUnitIds: whole?.unitIds.includes(unit.unitId) ? whole.commanderUnitIds : [],
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
