import { ok, refuse, type Result } from '#contracts/errors.ts';
import type {
  AcknowledgeOrder,
  DeliverOrder,
  IssueOrder,
  OrderEvent,
  ReassignOrder,
  ReissueOrder,
  ReportOrder,
  RevokeOrder,
} from '#contracts/order.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import { BEFORE_APPROVAL, type Operation, operationUnitIds } from '../operation/state.ts';
import type { Unit } from '../unit/state.ts';
import { awaitsAcknowledgement, dueAt, isFinal, type Order } from './state.ts';

type Decision = Result<Recorded<OrderEvent>[]>;
const only = (event: OrderEvent): Decision => ok([{ stream: `order/${event.orderId}`, event }]);

/** Why this unit is not one that the caller may give an order to, or null. */
function unreachable(
  unit: Unit | null | undefined,
  unitId: string,
  operation: Operation | null,
  given: Given,
) {
  if (!unit || unit.retired) return refuse('not_found', { unitId });
  const { callSign } = unit.profile;
  if (operation && !operationUnitIds(operation).includes(unitId))
    return refuse('unit_not_assigned', { callSign });
  const foreign = unit.courtCode !== (operation?.courtCode ?? given.actor.courtCode);
  if (foreign && !operation) return refuse('not_your_court', { callSign });
  if (foreign && BEFORE_APPROVAL.includes(operation!.phase)) return refuse('approval_missing', { callSign });
  return unit.deviceName === null ? refuse('unit_not_enrolled', { callSign }) : null;
}

/**
 * F04: an order goes down our own line. Within an operation to units of its plan, to a partner court's only once the
 * plan is approved (DOMAIN §2.4); outside one to own units. A vehicle without a phone cannot sign and is refused.
 */
export function decideIssueOrder(
  known: Order | null,
  operation: Operation | null,
  units: (Unit | null)[],
  cmd: IssueOrder,
  given: Given,
): Decision {
  if (known) return refuse('already_exists');
  if (operation && ['closed', 'archived', 'cancelled'].includes(operation.phase))
    return refuse('not_editable', { state: operation.phase });
  for (const [index, unitId] of cmd.unitIds.entries()) {
    const refusal = unreachable(units[index], unitId, operation, given);
    if (refusal) return refusal;
  }
  const { orderId, operationId, text, templateId, priority, replyBySeconds } = cmd;
  const unitIds = [...new Set(cmd.unitIds)];
  const courtCode = operation?.courtCode ?? given.actor.courtCode;
  return only({
    type: 'order_issued',
    ...stamp(given),
    orderId,
    operationId,
    courtCode,
    unitIds,
    text,
    templateId,
    priority,
    replyBySeconds,
    issuerName: given.actor.name,
    drill: given.drill,
  });
}

const ownReceipt = (order: Order, given: Given) =>
  given.actor.unitId === null ? undefined : order.receipts[given.actor.unitId];

export function decideDeliverOrder(order: Order, cmd: DeliverOrder, given: Given): Decision {
  const receipt = ownReceipt(order, given);
  if (!receipt) return refuse('not_found');
  if (receipt.deliveredAt !== null || isFinal(receipt.state)) return ok([]);
  return only({
    type: 'order_delivered',
    ...stamp(given),
    orderId: cmd.orderId,
    unitId: receipt.unitId,
    occurredAt: cmd.occurredAt,
  });
}

/** A late sign-off is still a sign-off: the record keeps that it was late. */
export function decideAcknowledgeOrder(order: Order, cmd: AcknowledgeOrder, given: Given): Decision {
  const receipt = ownReceipt(order, given);
  if (!receipt) return refuse('not_found');
  if (!awaitsAcknowledgement(receipt) && receipt.state !== 'overdue')
    return refuse('already_answered', { state: receipt.state });
  return only({
    type: 'order_acknowledged',
    ...stamp(given),
    orderId: cmd.orderId,
    unitId: receipt.unitId,
    occurredAt: cmd.occurredAt,
  });
}

/** 执行中, 已完成, 无法执行(理由); 拒绝执行(超越职责) is open to judicial police alone. */
export function decideReportOrder(order: Order, unit: Unit, cmd: ReportOrder, given: Given): Decision {
  const receipt = ownReceipt(order, given);
  if (!receipt) return refuse('not_found');
  if (isFinal(receipt.state)) return refuse('already_answered', { state: receipt.state });
  const signed = receipt.state === 'acknowledged' || receipt.state === 'executing';
  if (!signed || (cmd.state === 'executing' && receipt.state === 'executing'))
    return refuse('illegal_transition', { from: receipt.state, to: cmd.state });
  if (cmd.state === 'refused' && unit.profile.kind !== 'bailiff') return refuse('not_allowed');
  if ((cmd.state === 'unable' || cmd.state === 'refused') && cmd.reason === '')
    return refuse('reason_required');
  const { orderId, state, reason, occurredAt } = cmd;
  return only({
    type: 'order_progressed',
    ...stamp(given),
    orderId,
    unitId: receipt.unitId,
    state,
    reason,
    occurredAt,
  });
}

/** 超时未签收, for every unit whose time has run out at `nowMs`; goes to the duty chief by itself. */
export function decideOverdue(order: Order, nowMs: number, given: Given): Recorded<OrderEvent>[] {
  return Object.values(order.receipts)
    .filter((receipt) => awaitsAcknowledgement(receipt) && dueAt(receipt) <= nowMs)
    .map((receipt) => ({
      stream: `order/${order.orderId}`,
      event: {
        type: 'order_overdue',
        ...stamp(given),
        orderId: order.orderId,
        unitId: receipt.unitId,
        replyBySeconds: receipt.replyBySeconds,
        escalatedTo: 'duty_chief',
      },
    }));
}

export function decideReissueOrder(order: Order, cmd: ReissueOrder, given: Given): Decision {
  const receipt = order.receipts[cmd.unitId];
  if (!receipt) return refuse('not_found');
  if (receipt.state !== 'overdue') return refuse('illegal_transition', { from: receipt.state, to: 'issued' });
  return only({
    type: 'order_reissued',
    ...stamp(given),
    orderId: cmd.orderId,
    unitId: cmd.unitId,
    replyBySeconds: cmd.replyBySeconds,
  });
}

/**
 * 改派: the new unit must be one that the order could have been issued to. A unit has one receipt an order, so one
 * that already answered it is not given it again: its answer would be lost.
 */
export function decideReassignOrder(
  order: Order,
  operation: Operation | null,
  to: Unit | null,
  cmd: ReassignOrder,
  given: Given,
): Decision {
  const receipt = order.receipts[cmd.fromUnitId];
  if (!receipt) return refuse('not_found', { unitId: cmd.fromUnitId });
  if (order.revoked) return refuse('illegal_transition', { from: 'revoked', to: 'reassigned' });
  if (!['overdue', 'unable', 'refused'].includes(receipt.state))
    return refuse('illegal_transition', { from: receipt.state, to: 'reassigned' });
  const refusal = unreachable(to, cmd.toUnitId, operation, given);
  if (refusal) return refusal;
  if (order.receipts[cmd.toUnitId]) return refuse('already_exists', { callSign: to!.profile.callSign });
  const { orderId, fromUnitId, toUnitId, replyBySeconds } = cmd;
  return only({ type: 'order_reassigned', ...stamp(given), orderId, fromUnitId, toUnitId, replyBySeconds });
}

/** Never after 已完成 by all: then there is nothing left to revoke. */
export function decideRevokeOrder(order: Order, cmd: RevokeOrder, given: Given): Decision {
  const open = Object.values(order.receipts).filter((receipt) => !isFinal(receipt.state));
  if (order.revoked || open.length === 0)
    return refuse('illegal_transition', { from: 'done', to: 'revoked' });
  return only({ type: 'order_revoked', ...stamp(given), orderId: cmd.orderId, reason: cmd.reason });
}
