import type { AlarmPosition } from '#contracts/incident.ts';
import type { FixReport } from '#contracts/sync.ts';
import { type Incident, isOpen } from '#domain/incident/state.ts';
import type { Message } from '#domain/message/state.ts';
import { type Operation, siteOfUnit } from '#domain/operation/state.ts';
import { isFinal, type Order, type Receipt } from '#domain/order/state.ts';
import type { Unit } from '#domain/unit/state.ts';
import { type Replica, stateOf, statesOf } from '#renderer/client/replica.ts';
import type { Alarm, FieldState } from './field-state.ts';

/** Selectors of what concerns this phone. Each answers the same object while its part of the replica is the same. */

export const ownUnit = ({ replica, identity }: FieldState): Unit | null =>
  (identity && stateOf(replica, 'unit', identity.unitId)) ?? null;

export const ownOperation = (state: FieldState): Operation | null => {
  const assignment = ownUnit(state)?.assignment;
  return (assignment && stateOf(state.replica, 'operation', assignment.operationId)) ?? null;
};

export const unitOf = (replica: Replica, unitId: string | null): Unit | null =>
  (unitId === null ? null : stateOf(replica, 'unit', unitId)) ?? null;

export const ownSite = (operation: Operation, unitId: string) => {
  const siteId = siteOfUnit(operation, unitId);
  return siteId === null ? null : (operation.sites[siteId] ?? null);
};

export const ownTeam = (operation: Operation, unitId: string) =>
  Object.values(operation.teams).find((team) => team.unitIds.includes(unitId)) ?? null;

export type OwnOrder = { order: Order; receipt: Receipt };

const PRIORITY = { flash: 0, urgent: 1, routine: 2 } as const;

/** Orders to this unit: open ones first, the more urgent and the newer first; then the finished, newest first. */
export function ownOrders(orders: readonly Order[], unitId: string): OwnOrder[] {
  return orders
    .flatMap((order) => {
      const receipt = order.receipts[unitId];
      return receipt ? [{ order, receipt }] : [];
    })
    .sort((a, b) => {
      const [doneA, doneB] = [isFinal(a.receipt.state), isFinal(b.receipt.state)];
      if (doneA !== doneB) return doneA ? 1 : -1;
      const urgency = doneA ? 0 : PRIORITY[a.order.priority] - PRIORITY[b.order.priority];
      return urgency || b.receipt.issuedAt.localeCompare(a.receipt.issuedAt);
    });
}

/** Not signed yet, late ones included: what the officer must answer. */
export const awaitsMe = ({ receipt }: OwnOrder): boolean =>
  ['issued', 'delivered', 'overdue'].includes(receipt.state);

/** 点名: an order whose whole answer is 到. */
export const isRollCall = (order: Order): boolean => order.templateId === 'roll_call';

/** Messages that this unit wrote or received, oldest first. */
export const ownMessages = (messages: readonly Message[], unitId: string): Message[] =>
  messages
    .filter((message) => message.fromUnitId === unitId || message.unitIds.includes(unitId))
    .sort((a, b) => a.sentAt.localeCompare(b.sentAt));

export const isUnread = (message: Message, unitId: string): boolean =>
  message.fromUnitId !== unitId && !message.receipts[unitId]?.readAt;

/** The incident that this unit's alarm is: the one it raised, or the open one that a repeated alarm joined. */
export function ownIncident(replica: Replica, alarm: Alarm | null, unitId: string): Incident | null {
  const raised = alarm && stateOf(replica, 'incident', alarm.incidentId);
  return (
    raised ??
    statesOf(replica, 'incident').find((incident) => incident.unitId === unitId && isOpen(incident)) ??
    null
  );
}

/** The last known position with the age it has now (`now`: ms by this phone, as the fix's own time is). */
export const alarmPosition = (fix: FixReport | null, now: number): AlarmPosition | null =>
  fix && {
    lng: fix.lng,
    lat: fix.lat,
    accuracyMeters: fix.accuracyMeters,
    ageMs: Math.max(0, Math.round(now - fix.at)),
  };
