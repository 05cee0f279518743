import { expect, it } from 'vitest';
import { emptyReplica } from '#renderer/client/replica.ts';
import { aConsole, replicaOf } from '#support/client/fake-client.ts';
import { aMessage, anId, aUnit, NOW } from '#support/build.ts';

const A = anId(1);
const B = anId(2);
const OPERATION = anId(0x200);
const assigned = (unitId: string, operationId: string) =>
  aUnit({ unitId, assignment: { operationId, siteId: null, teamId: anId(3) } as never });

it('adds whom one writes to next to a draft that was begun, each once', () => {
  const { state } = aConsole();
  state().writeTo([A]);
  state().changeMessage({ text: '社区干部已到' });
  state().writeTo([A, B]);
  expect(state().message).toEqual({ unitIds: [A, B], kind: 'note', replyTo: null, text: '社区干部已到' });
});

it('answers a message to whoever sent it', () => {
  const { state } = aConsole();
  const request = aMessage({ fromUnitId: B, unitIds: [], kind: 'request_instruction' });
  state().replyTo(request);
  expect(state().message).toEqual({ unitIds: [B], kind: 'reply', replyTo: request.messageId, text: '' });
});

it('keeps the draft over a reload of the window, and forgets it when it was discarded', () => {
  const { state, window } = aConsole();
  state().writeTo([A]);
  expect(window.get('messageDraft')).toMatchObject({ unitIds: [A] });
  state().closeMessage();
  expect(window.get('messageDraft')).toBeNull();
});

it('[F30] sends in the name of the operation that all are in, by the hub’s time, and takes the draft away', async () => {
  const { store, state, asked } = aConsole();
  store.setState({
    replica: replicaOf({ [`unit/${A}`]: assigned(A, OPERATION), [`unit/${B}`]: assigned(B, OPERATION) }),
  });
  state().writeTo([A, B]);
  state().changeMessage({ text: '收到' });
  await state().sendDraft(state().message!, '发送');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    name: 'message.send',
    input: {
      operationId: OPERATION,
      unitIds: [A, B],
      kind: 'note',
      replyTo: null,
      text: '收到',
      occurredAt: NOW,
    },
  });
  expect(state().message).toBeNull();
  expect(state().openMessageId).toBe(asked[0]!.input['messageId']);
});

it('sends outside any operation to units that are not in the same', async () => {
  const { store, state, asked } = aConsole();
  store.setState({
    replica: replicaOf({ [`unit/${A}`]: assigned(A, OPERATION), [`unit/${B}`]: aUnit({ unitId: B }) }),
  });
  state().writeTo([A, B]);
  await state().sendDraft({ ...state().message!, text: 'x' }, '发送');
  expect(asked[0]!.input['operationId']).toBeNull();
});

it('brings a refused message back as it was written, unless another was begun meanwhile', async () => {
  const refused = { ok: false, error: { code: 'unit_not_assigned' } } as const;
  const { state, answers } = aConsole({ 'message.send': refused });
  state().writeTo([A]);
  state().changeMessage({ text: '第一条' });
  const draft = state().message!;
  await state().sendDraft(draft, '发送');
  expect(state().message).toEqual(draft);
  expect(state().notices).toMatchObject([
    { kind: 'refused', what: '发送', error: { code: 'unit_not_assigned' } },
  ]);

  answers['message.send'] = async () => {
    state().writeTo([B]);
    return refused;
  };
  await state().sendDraft(draft, '发送');
  expect(state().message).toMatchObject({ unitIds: [B], text: '' });
});

it('forgets draft and open message when the session ends', () => {
  const { state } = aConsole();
  state().writeTo([A]);
  state().openMessage(anId(9));
  state().sessionEnded('session_expired');
  expect(state()).toMatchObject({
    message: null,
    openMessageId: null,
    replica: emptyReplica,
    endedWith: 'session_expired',
  });
});
