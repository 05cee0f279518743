import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { CommandId, Instant, line, OperationId, OrderId, UnitId, text } from './ids.ts';

export const ORDER_PRIORITIES = ['routine', 'urgent', 'flash'] as const; // 普通 紧急 特急
export const OrderPriority = z.enum(ORDER_PRIORITIES);

/** Per unit: 已下达 已送达 已签收 执行中 已完成 无法执行 拒绝执行 超时未签收 已撤销 改派 (DOMAIN §2.3). */
export const RECEIPT_STATES = [
  'issued', 'delivered', 'acknowledged', 'executing', 'done', 'unable', 'refused', 'overdue', 'revoked', 'reassigned',
] as const; // prettier-ignore
export const ReceiptState = z.enum(RECEIPT_STATES);
export type ReceiptState = z.infer<typeof ReceiptState>;

const command = { commandId: CommandId, orderId: OrderId };
const Version = z.object({ version: z.int() });

export const IssueOrder = z.strictObject({
  ...command,
  /** null: an order outside any operation, to units of the own court on standby. */
  operationId: OperationId.nullable(),
  unitIds: z.array(UnitId).min(1).max(200),
  text: line(1000),
  templateId: text(40).nullable(),
  priority: OrderPriority,
  /** Silence after this turns 超时未签收. */
  replyBySeconds: z.int().min(5).max(86_400),
});
export type IssueOrder = z.infer<typeof IssueOrder>;
export const issueOrder = defineEndpoint({
  name: 'order.issue',
  kind: 'command',
  access: 'order.issue',
  input: IssueOrder,
  output: Version,
});

/** Again to a silent unit: its clock starts anew. */
export const ReissueOrder = z.strictObject({
  ...command,
  unitId: UnitId,
  replyBySeconds: z.int().min(5).max(86_400),
});
export type ReissueOrder = z.infer<typeof ReissueOrder>;
export const reissueOrder = defineEndpoint({
  name: 'order.reissue',
  kind: 'command',
  access: 'order.issue',
  input: ReissueOrder,
  output: Version,
});

/** 改派: from a silent or unable unit to another one. */
export const ReassignOrder = z.strictObject({
  ...command,
  fromUnitId: UnitId,
  toUnitId: UnitId,
  replyBySeconds: z.int().min(5).max(86_400),
});
export type ReassignOrder = z.infer<typeof ReassignOrder>;
export const reassignOrder = defineEndpoint({
  name: 'order.reassign',
  kind: 'command',
  access: 'order.issue',
  input: ReassignOrder,
  output: Version,
});

export const RevokeOrder = z.strictObject({ ...command, reason: line(300) });
export type RevokeOrder = z.infer<typeof RevokeOrder>;
export const revokeOrder = defineEndpoint({
  name: 'order.revoke',
  kind: 'command',
  access: 'order.issue',
  input: RevokeOrder,
  output: Version,
});

/** The field page says that the order is on its screen. */
export const DeliverOrder = z.strictObject({ ...command, occurredAt: Instant });
export type DeliverOrder = z.infer<typeof DeliverOrder>;
export const deliverOrder = defineEndpoint({
  name: 'order.deliver',
  kind: 'command',
  access: 'order.execute',
  input: DeliverOrder,
  output: Version,
});

export const AcknowledgeOrder = z.strictObject({ ...command, occurredAt: Instant });
export type AcknowledgeOrder = z.infer<typeof AcknowledgeOrder>;
export const acknowledgeOrder = defineEndpoint({
  name: 'order.acknowledge',
  kind: 'command',
  access: 'order.execute',
  input: AcknowledgeOrder,
  output: Version,
});

/** `refused` is for judicial police alone: 拒绝执行（超越职责）, and goes to the duty chief by itself. */
export const ReportOrder = z.strictObject({
  ...command,
  state: z.enum(['executing', 'done', 'unable', 'refused']),
  reason: text(500),
  occurredAt: Instant,
});
export type ReportOrder = z.infer<typeof ReportOrder>;
export const reportOrder = defineEndpoint({
  name: 'order.report',
  kind: 'command',
  access: 'order.execute',
  input: ReportOrder,
  output: Version,
});

const stamp = { at: Instant, by: z.string() };
const id = { orderId: z.string() };
export const OrderEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('order_issued'), ...stamp, ...id, operationId: z.string().nullable(), courtCode: z.string(), unitIds: z.array(z.string()), text: z.string(), templateId: z.string().nullable(), priority: OrderPriority, replyBySeconds: z.int(), issuerName: z.string(), drill: z.boolean() }),
  z.looseObject({ type: z.literal('order_delivered'), ...stamp, ...id, unitId: z.string(), occurredAt: Instant }),
  z.looseObject({ type: z.literal('order_acknowledged'), ...stamp, ...id, unitId: z.string(), occurredAt: Instant }),
  z.looseObject({ type: z.literal('order_progressed'), ...stamp, ...id, unitId: z.string(), state: z.enum(['executing', 'done', 'unable', 'refused']), reason: z.string(), occurredAt: Instant }),
  z.looseObject({ type: z.literal('order_overdue'), ...stamp, ...id, unitId: z.string(), replyBySeconds: z.int(), escalatedTo: z.literal('duty_chief') }),
  z.looseObject({ type: z.literal('order_reissued'), ...stamp, ...id, unitId: z.string(), replyBySeconds: z.int() }),
  z.looseObject({ type: z.literal('order_reassigned'), ...stamp, ...id, fromUnitId: z.string(), toUnitId: z.string(), replyBySeconds: z.int() }),
  z.looseObject({ type: z.literal('order_revoked'), ...stamp, ...id, reason: z.string() }),
]); // prettier-ignore
export type OrderEvent = z.infer<typeof OrderEvent>;
