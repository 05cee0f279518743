import type { Caller, Role } from '#contracts/roles.ts';
import type { Account } from '../account/state.ts';
import type { Incident } from '../incident/state.ts';
import type { Message } from '../message/state.ts';
import type { Operation } from '../operation/state.ts';
import type { Order } from '../order/state.ts';
import { parseStream } from '../streams.ts';
import type { Unit } from '../unit/state.ts';
import { decideMay, type IsBelow } from './policy.ts';
import {
  accountSubject,
  incidentSubject,
  messageSubject,
  operationSubject,
  orderSubject,
  type Subject,
  unitSubject,
} from './subject.ts';

export type Lookup = {
  operation: (id: string | null) => Operation | null;
  unit: (id: string) => Unit | null;
  isBelow: IsBelow;
};

const see = (caller: Caller, subject: Subject, lookup: Lookup): boolean =>
  decideMay(caller, 'situation.see', subject, lookup.isBelow).ok;

/** Roles that keep the roster or the accounts and see no case (三员分立). */
const ROSTER_KEEPERS: readonly Role[] = ['system_admin'];

/** Both take part in it: before the approval a partner court's unit is in the plan and not in the operation yet. */
const areMates = (caller: Caller, unit: Unit, operation: Operation | null, lookup: Lookup): boolean => {
  if (caller.unitId === null || operation === null) return false;
  const { unitIds } = operationSubject(operation, lookup.unit);
  return unitIds.includes(caller.unitId) && unitIds.includes(unit.unitId);
};

/**
 * What a subscription may contain. A phone sees its own operations, the team-mates in them, its own orders and
 * messages and its own alarm; officers' positions go to command roles only (R114).
 */
export function maySeeStream(caller: Caller, stream: string, state: unknown, lookup: Lookup): boolean {
  const parsed = parseStream(stream);
  if (!parsed || state === null || state === undefined) return false;
  switch (parsed.kind) {
    case 'court':
      return true;
    case 'operation':
      return see(caller, operationSubject(state as Operation, lookup.unit), lookup);
    case 'unit':
      return maySeeUnit(caller, state as Unit, lookup);
    case 'order': {
      const order = state as Order;
      return see(caller, orderSubject(order, lookup.operation(order.operationId), lookup.unit), lookup);
    }
    case 'incident': {
      const incident = state as Incident;
      return see(
        caller,
        incidentSubject(incident, lookup.operation(incident.operationId), lookup.unit),
        lookup,
      );
    }
    case 'message': {
      const message = state as Message;
      return see(caller, messageSubject(message, lookup.operation(message.operationId), lookup.unit), lookup);
    }
    case 'account':
      return decideMay(caller, 'account.read', accountSubject(caller, state as Account, lookup.isBelow), lookup.isBelow).ok;
    case 'viewing':
      return false; // the timeline and the auditor ask for these
  }
}

function maySeeUnit(caller: Caller, unit: Unit, lookup: Lookup): boolean {
  if (ROSTER_KEEPERS.includes(caller.role)) return unit.courtCode === caller.courtCode;
  const operation = lookup.operation(unit.assignment?.operationId ?? null);
  if (areMates(caller, unit, operation, lookup)) return true;
  return see(caller, unitSubject(unit, operation, lookup.unit), lookup);
}

/** Whether this caller's map may show where a unit is: never on a phone that does not command (R114). */
export const maySeePosition = (caller: Caller, unit: Unit, lookup: Lookup): boolean =>
  see(caller, unitSubject(unit, lookup.operation(unit.assignment?.operationId ?? null), lookup.unit), lookup);
