import { describe, expect, it } from 'vitest';
import { decideMarkMessage, decideSendMessage } from '#domain/message/decide.ts';
import type { Message } from '#domain/message/state.ts';
import {
  aCaller,
  aMessage,
  anId,
  anOperation,
  aPhone,
  applied,
  aTeam,
  at,
  given,
  NOW,
  outcome,
} from '#support/build.ts';

const [me, mate, stranger] = [anId(0x100), anId(0x101), anId(0x102)];
const messageId = anId(0x900);
const stream = `message/${messageId}`;
const operation = anOperation({ phase: 'approved', teams: [aTeam({ unitIds: [me, mate] })] });
const send = (actor: ReturnType<typeof aCaller>, unitIds: string[], inOperation: typeof operation | null = operation, known: Message | null = null) =>
  decideSendMessage(
    known, inOperation, 'JJ',
    { commandId: anId(1), messageId, operationId: inOperation?.operationId ?? null, unitIds, kind: 'note', replyTo: null, text: '注意', occurredAt: NOW },
    given(actor),
  ); // prettier-ignore
const sent = (decision: ReturnType<typeof send>) => applied(decision)[stream] as Message;

describe('[F30] sending', () => {
  it('from the field without recipients goes to the command center', () => {
    expect(sent(send(aPhone(me), []))).toMatchObject({ fromUnitId: me, unitIds: [], courtCode: 'JJ' });
  });

  it('from the field to the team leaves the sender out, and a name said twice counts once', () => {
    expect(sent(send(aPhone(me), [me, mate, mate])).unitIds).toEqual([mate]);
  });

  it('from a seat needs a recipient, and within an operation only its own', () => {
    expect(outcome(send(aCaller(), []))).toBe('invalid_input');
    expect(outcome(send(aCaller(), [mate, stranger]))).toBe('unit_not_assigned');
    expect(outcome(send(aCaller(), [mate]))).toEqual(['message_sent']);
  });

  it('from a phone outside an operation reaches the command center and nobody else', () => {
    expect(outcome(send(aPhone(me), [stranger], null))).toBe('unit_not_assigned');
    expect(outcome(send(aPhone(me), [], null))).toEqual(['message_sent']);
  });

  it('refuses an id that is taken', () => {
    expect(outcome(send(aCaller(), [mate], operation, aMessage()))).toBe('already_exists');
  });
});

describe('[F30] receipts', () => {
  const mark = (
    message: Message,
    actor: ReturnType<typeof aCaller>,
    state: 'delivered' | 'read',
    seconds = 0,
  ) =>
    decideMarkMessage(
      message,
      { commandId: anId(2), messageId, state, occurredAt: NOW },
      given(actor, at(seconds)),
    );
  const marked = (message: Message, ...args: [ReturnType<typeof aCaller>, 'delivered' | 'read', number]) =>
    applied(mark(message, ...args), { [stream]: message })[stream] as Message;

  it('go sent → delivered → read, each with its time', () => {
    const delivered = marked(aMessage({ unitIds: [me] }), aPhone(me), 'delivered', 1);
    expect(marked(delivered, aPhone(me), 'read', 5).receipts[me]).toEqual({
      name: '林（虚构）',
      deliveredAt: at(1),
      readAt: at(5),
    });
  });

  it('read implies delivered, and nothing walks back', () => {
    const read = marked(aMessage({ unitIds: [me] }), aPhone(me), 'read', 3);
    expect(read.receipts[me]).toMatchObject({ deliveredAt: at(3), readAt: at(3) });
    expect(outcome(mark(read, aPhone(me), 'delivered', 9))).toEqual([]);
    expect(outcome(mark(read, aPhone(me), 'read', 9))).toEqual([]);
  });

  it('are written by whom the message was for: the unit named, or a seat for what came from the field', () => {
    const toMe = aMessage({ unitIds: [me] });
    expect(outcome(mark(toMe, aPhone(mate), 'read'))).toBe('not_found');
    expect(outcome(mark(toMe, aCaller(), 'read'))).toBe('not_found');
    const fromField = aMessage({ unitIds: [], fromUnitId: me });
    expect(outcome(mark(fromField, aPhone(me), 'read'))).toBe('not_found');
    expect(marked(fromField, aCaller(), 'read', 2).receipts).toEqual({
      seat: { name: '林（虚构）', deliveredAt: at(2), readAt: at(2) },
    });
  });
});
