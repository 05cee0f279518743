import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { CommandId, Instant, line, MessageId, OperationId, UnitId } from './ids.ts';

/** A text message; each recipient unit has a receipt: sent → delivered → read. Never an order. */
export const SendMessage = z.strictObject({
  commandId: CommandId,
  messageId: MessageId,
  operationId: OperationId.nullable(),
  /** Recipient units; empty from the field: to the command center. */
  unitIds: z.array(UnitId).max(200),
  /** 请示 asks for an instruction and waits for a reply; note is an ordinary text. */
  kind: z.enum(['note', 'request_instruction', 'reply']),
  replyTo: MessageId.nullable(),
  text: line(1000),
  occurredAt: Instant,
});
export type SendMessage = z.infer<typeof SendMessage>;
const Version = z.object({ version: z.int() });
export const sendMessage = defineEndpoint({
  name: 'message.send',
  kind: 'command',
  access: 'message.send',
  input: SendMessage,
  output: Version,
});

export const MarkMessage = z.strictObject({
  commandId: CommandId,
  messageId: MessageId,
  state: z.enum(['delivered', 'read']),
  occurredAt: Instant,
});
export type MarkMessage = z.infer<typeof MarkMessage>;
export const markMessage = defineEndpoint({
  name: 'message.mark',
  kind: 'command',
  access: 'message.send',
  input: MarkMessage,
  output: Version,
});

const stamp = { at: Instant, by: z.string() };
export const MessageEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message_sent'), ...stamp, messageId: z.string(), operationId: z.string().nullable(), courtCode: z.string(), fromUnitId: z.string().nullable(), fromName: z.string(), unitIds: z.array(z.string()), kind: z.enum(['note', 'request_instruction', 'reply']), replyTo: z.string().nullable(), text: z.string(), occurredAt: Instant, drill: z.boolean() }),
  /** `reader`: a unit id, or `seat` for the command center. */
  z.looseObject({ type: z.literal('message_marked'), ...stamp, messageId: z.string(), reader: z.string(), name: z.string(), state: z.enum(['delivered', 'read']), occurredAt: Instant }),
]); // prettier-ignore
export type MessageEvent = z.infer<typeof MessageEvent>;
