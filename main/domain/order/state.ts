import type { OrderEvent, OrderPriority, ReceiptState } from '#contracts/order.ts';
import type { z } from 'zod';
import type { Fold } from '../fold.ts';
import { millisecondsOf } from '../fold.ts';

/** One unit's side of an order. */
export type Receipt = {
  unitId: string;
  state: ReceiptState;
  since: string;
  /** When the clock of this unit started: at issue, reissue or reassignment. */
  issuedAt: string;
  replyBySeconds: number;
  deliveredAt: string | null;
  acknowledgedAt: string | null;
  finishedAt: string | null;
  wasOverdue: boolean;
  reason: string;
};

export type Order = {
  orderId: string;
  operationId: string | null;
  courtCode: string;
  text: string;
  templateId: string | null;
  priority: z.infer<typeof OrderPriority>;
  issuedAt: string;
  issuedBy: string;
  issuerName: string;
  drill: boolean;
  revoked: { at: string; reason: string } | null;
  receipts: Record<string, Receipt>;
};

const FINAL: readonly ReceiptState[] = ['done', 'unable', 'refused', 'revoked', 'reassigned'];
export const isFinal = (state: ReceiptState): boolean => FINAL.includes(state);

/** Waiting for the unit's sign-off. */
export const awaitsAcknowledgement = (receipt: Receipt): boolean =>
  receipt.state === 'issued' || receipt.state === 'delivered';

/** Milliseconds (UTC) at which silence turns 超时未签收. */
export const dueAt = (receipt: Receipt): number =>
  millisecondsOf(receipt.issuedAt) + receipt.replyBySeconds * 1000;

export const fresh = (unitId: string, at: string, replyBySeconds: number): Receipt => ({
  unitId,
  state: 'issued',
  since: at,
  issuedAt: at,
  replyBySeconds,
  deliveredAt: null,
  acknowledgedAt: null,
  finishedAt: null,
  wasOverdue: false,
  reason: '',
});

function evolve(order: Order | null, event: OrderEvent): Order | null {
  if (event.type === 'order_issued') {
    return {
      orderId: event.orderId,
      operationId: event.operationId,
      courtCode: event.courtCode,
      text: event.text,
      templateId: event.templateId,
      priority: event.priority,
      issuedAt: event.at,
      issuedBy: event.by,
      issuerName: event.issuerName,
      drill: event.drill,
      revoked: null,
      receipts: Object.fromEntries(
        event.unitIds.map((unitId) => [unitId, fresh(unitId, event.at, event.replyBySeconds)]),
      ),
    };
  }
  if (!order) return order;
  const change = (unitId: string, part: Partial<Receipt>): Order => {
    const receipt = order.receipts[unitId];
    return receipt
      ? { ...order, receipts: { ...order.receipts, [unitId]: { ...receipt, since: event.at, ...part } } }
      : order;
  };
  switch (event.type) {
    case 'order_delivered': {
      const late = order.receipts[event.unitId]?.state === 'overdue';
      return change(event.unitId, {
        deliveredAt: event.at,
        ...(late ? {} : { state: 'delivered' as const }),
      });
    }
    case 'order_acknowledged':
      return change(event.unitId, {
        state: 'acknowledged',
        acknowledgedAt: event.at,
        deliveredAt: order.receipts[event.unitId]?.deliveredAt ?? event.at,
      });
    case 'order_progressed':
      return change(event.unitId, {
        state: event.state,
        reason: event.reason,
        ...(event.state === 'executing' ? {} : { finishedAt: event.at }),
      });
    case 'order_overdue':
      return change(event.unitId, { state: 'overdue', wasOverdue: true });
    case 'order_reissued':
      return change(event.unitId, {
        state: 'issued',
        issuedAt: event.at,
        replyBySeconds: event.replyBySeconds,
        deliveredAt: null,
      });
    case 'order_reassigned': {
      const finishedAt = order.receipts[event.fromUnitId]?.finishedAt ?? event.at; // 无法执行 keeps its own time
      const left = change(event.fromUnitId, { state: 'reassigned', finishedAt });
      return {
        ...left,
        receipts: {
          ...left.receipts,
          [event.toUnitId]: fresh(event.toUnitId, event.at, event.replyBySeconds),
        },
      };
    }
    case 'order_revoked':
      return {
        ...order,
        revoked: { at: event.at, reason: event.reason },
        receipts: Object.fromEntries(
          Object.entries(order.receipts).map(([id, receipt]) => [
            id,
            isFinal(receipt.state)
              ? receipt
              : { ...receipt, state: 'revoked' as const, since: event.at, finishedAt: event.at },
          ]),
        ),
      };
    default:
      return order;
  }
}

export const orderFold: Fold<Order, OrderEvent> = { evolve };
