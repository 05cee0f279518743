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

/** Whether a caller may see one thing. */
export type Sight = (caller: Caller) => boolean;

const nobody: Sight = () => false;

/**
 * What a subscription may contain. A phone sees its own operations, the team-mates in them, its own orders and
 * messages and its own alarm; officers' positions go to command roles only (R114).
 * What it is about is worked out here, once for all who are asked about: a hub asks for every open line at every event.
 */
export function sightOf(stream: string, state: unknown, lookup: Lookup): Sight {
  const parsed = parseStream(stream);
  if (!parsed || state === null || state === undefined) return nobody;
  const seen =
    (subject: Subject): Sight =>
    (caller) =>
      see(caller, subject, lookup);
  switch (parsed.kind) {
    case 'court':
      return () => true;
    case 'operation':
      return seen(operationSubject(state as Operation, lookup.unit));
    case 'unit':
      return sightOfUnit(state as Unit, lookup);
    case 'order': {
      const order = state as Order;
      return seen(orderSubject(order, lookup.operation(order.operationId), lookup.unit));
    }
    case 'incident': {
      const incident = state as Incident;
      return seen(incidentSubject(incident, lookup.operation(incident.operationId), lookup.unit));
    }
    case 'message': {
      const message = state as Message;
      return seen(messageSubject(message, lookup.operation(message.operationId), lookup.unit));
    }
    case 'account': {
      const account = state as Account;
      return (caller) =>
        decideMay(caller, 'account.read', accountSubject(caller, account, lookup.isBelow), lookup.isBelow).ok;
    }
    case 'viewing':
      return nobody; // the timeline and the auditor ask for these
  }
}

function sightOfUnit(unit: Unit, lookup: Lookup): Sight {
  const operation = lookup.operation(unit.assignment?.operationId ?? null);
  const subject = unitSubject(unit, operation, lookup.unit);
  // Both take part in it: before the approval a partner court's unit is in the plan and not in the operation yet.
  const members = operation ? operationSubject(operation, lookup.unit).unitIds : [];
  const mates = members.includes(unit.unitId) ? members : [];
  return (caller) => {
    if (ROSTER_KEEPERS.includes(caller.role)) return unit.courtCode === caller.courtCode;
    return (caller.unitId !== null && mates.includes(caller.unitId)) || see(caller, subject, lookup);
  };
}

/** The same for one caller. */
export const maySeeStream = (caller: Caller, stream: string, state: unknown, lookup: Lookup): boolean =>
  sightOf(stream, state, lookup)(caller);

/** Whether this caller's map may show where a unit is: never on a phone that does not command (R114). */
export const maySeePosition = (caller: Caller, unit: Unit, lookup: Lookup): boolean =>
  see(caller, unitSubject(unit, lookup.operation(unit.assignment?.operationId ?? null), lookup.unit), lookup);
