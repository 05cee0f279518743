import type { Message } from '#domain/message/state.ts';
import { waitsForReply } from './use-unread.ts';

/** 请示 that nobody has answered first, the one that waits longest on top; then everything, newest first. */
export function inReadingOrder(messages: readonly Message[]): Message[] {
  const waits = new Set(messages.filter((message) => waitsForReply(message, messages)));
  return [...messages].sort((a, b) => {
    if (waits.has(a) !== waits.has(b)) return waits.has(a) ? -1 : 1;
    const order = a.sentAt.localeCompare(b.sentAt) || a.messageId.localeCompare(b.messageId);
    return waits.has(a) ? order : -order;
  });
}

/** What was said about one thing: the message that began it and the answers to it, oldest first. */
export function threadOf(message: Message, all: readonly Message[]): Message[] {
  const byId = new Map(all.map((one) => [one.messageId, one]));
  let first = message;
  // A chain of answers ends; one that names itself, from a broken page, must not hold this one.
  for (let step = 0; step < 50; step++) {
    const before = first.replyTo === null ? undefined : byId.get(first.replyTo);
    if (!before || before === message) break;
    first = before;
  }
  const thread = new Set([first]);
  for (const one of [...all].sort((a, b) => a.sentAt.localeCompare(b.sentAt))) {
    const before = one.replyTo === null ? undefined : byId.get(one.replyTo);
    if (before && thread.has(before)) thread.add(one);
  }
  return [...thread].sort((a, b) => a.sentAt.localeCompare(b.sentAt));
}

/** The first answer to a message, if there is one. */
export const answerTo = (message: Message, all: readonly Message[]): Message | undefined =>
  all.filter((one) => one.replyTo === message.messageId).sort((a, b) => a.sentAt.localeCompare(b.sentAt))[0];

/** Who reads it: the units it went to, or the center. */
export const readersOf = (message: Message): string[] =>
  message.fromUnitId !== null && message.unitIds.length === 0 ? ['seat'] : message.unitIds;

export function receiptCounts(message: Message): { delivered: number; read: number; total: number } {
  const readers = readersOf(message);
  const has = (key: 'deliveredAt' | 'readAt') =>
    readers.filter((reader) => message.receipts[reader]?.[key]).length;
  return { delivered: has('deliveredAt'), read: has('readAt'), total: readers.length };
}
