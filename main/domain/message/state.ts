import type { MessageEvent } from '#contracts/message.ts';
import type { Fold } from '../fold.ts';

export type Message = {
  messageId: string;
  operationId: string | null;
  courtCode: string;
  fromUnitId: string | null;
  fromName: string;
  unitIds: string[];
  kind: 'note' | 'request_instruction' | 'reply';
  replyTo: string | null;
  text: string;
  sentAt: string;
  occurredAt: string;
  drill: boolean;
  /** By unit id, or `seat` for the command center. */
  receipts: Record<string, { name: string; deliveredAt: string | null; readAt: string | null }>;
};

function evolve(message: Message | null, event: MessageEvent): Message | null {
  if (event.type === 'message_sent') {
    const {
      messageId,
      operationId,
      courtCode,
      fromUnitId,
      fromName,
      unitIds,
      kind,
      replyTo,
      text,
      occurredAt,
      drill,
    } = event;
    return {
      messageId,
      operationId,
      courtCode,
      fromUnitId,
      fromName,
      unitIds,
      kind,
      replyTo,
      text,
      sentAt: event.at,
      occurredAt,
      drill,
      receipts: {},
    };
  }
  if (!message || event.type !== 'message_marked') return message;
  const before = message.receipts[event.reader] ?? { name: event.name, deliveredAt: null, readAt: null };
  const after =
    event.state === 'read'
      ? { name: event.name, deliveredAt: before.deliveredAt ?? event.at, readAt: event.at }
      : { ...before, deliveredAt: event.at };
  return { ...message, receipts: { ...message.receipts, [event.reader]: after } };
}

export const messageFold: Fold<Message, MessageEvent> = { evolve };
