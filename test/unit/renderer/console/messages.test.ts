import { expect, it } from 'vitest';
import {
  answerTo,
  inReadingOrder,
  receiptCounts,
  threadOf,
} from '#renderer/console/features/messages/thread.ts';
import { aMessage, anId, at } from '#support/build.ts';

const request = (n: number, seconds: number) =>
  aMessage({
    messageId: anId(n),
    fromUnitId: anId(0x100),
    unitIds: [],
    kind: 'request_instruction',
    sentAt: at(seconds),
  });
const reply = (n: number, seconds: number, replyTo: string) =>
  aMessage({ messageId: anId(n), kind: 'reply', replyTo, sentAt: at(seconds) });
const ids = (messages: { messageId: string }[]) => messages.map((message) => message.messageId);

it('puts the request that waits longest on top, and everything else newest first', () => {
  const [old, young, answered] = [request(1, -300), request(2, -100), request(3, -400)];
  const answer = reply(4, -350, answered.messageId);
  const note = aMessage({ messageId: anId(5), sentAt: at(-10) });
  expect(ids(inReadingOrder([note, answer, young, answered, old]))).toEqual(
    ids([old, young, note, answer, answered]),
  );
});

it('shows an exchange whole, from whichever of its messages one came', () => {
  const first = request(1, -300);
  const second = reply(2, -200, first.messageId);
  const third = aMessage({
    messageId: anId(3),
    fromUnitId: anId(0x100),
    unitIds: [],
    kind: 'note',
    replyTo: second.messageId,
    sentAt: at(-100),
  });
  const other = request(9, -50);
  for (const from of [first, second, third])
    expect(ids(threadOf(from, [third, other, second, first]))).toEqual(ids([first, second, third]));
});

it('ends at messages that answer one another in a ring', () => {
  const a = reply(1, -2, anId(2));
  const b = reply(2, -1, anId(1));
  expect(ids(threadOf(a, [a, b])).sort()).toEqual(ids([a, b]));
});

it('knows the first answer', () => {
  const first = request(1, -300);
  expect(
    answerTo(first, [reply(3, -100, first.messageId), reply(2, -200, first.messageId), first])?.messageId,
  ).toBe(anId(2));
  expect(answerTo(first, [first])).toBeUndefined();
});

it('counts the receipts of persons, or that of the center', () => {
  const [a, b] = [anId(0x101), anId(0x102)];
  const receipts = {
    [a]: { name: '许', deliveredAt: at(1), readAt: at(2) },
    [b]: { name: '沈', deliveredAt: at(1), readAt: null },
  };
  expect(receiptCounts(aMessage({ unitIds: [a, b], receipts }))).toEqual({ delivered: 2, read: 1, total: 2 });
  expect(
    receiptCounts({ ...request(1, 0), receipts: { seat: { name: '林', deliveredAt: at(1), readAt: null } } }),
  ).toEqual({ delivered: 1, read: 0, total: 1 });
});
