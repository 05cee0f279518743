import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodePositionFrame, type FramedFix } from '#contracts/position-frame.ts';
import { sendMessage } from '#contracts/message.ts';
import { readSession } from '#contracts/session.ts';
import { verifyRecord } from '#contracts/record.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { createMovableClock, type MovableClock } from '#support/hub/movable-clock.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { openRawSocket } from '#support/hub/raw-socket.ts';
import { type Court, foundTestCourt, newId, openTestHub, type TestHub } from '#support/hub/test-hub.ts';

const HOUR = 3_600_000;
/** Within this a clock is right: the way of a message on a busy machine. */
const NEAR = 30_000;

let test: TestHub;
let court: Court;
let clock: MovableClock;
let seat: TestPage;
let operator: string;

beforeAll(async () => {
  clock = createMovableClock();
  test = await openTestHub({ clock, startSide: idleSide });
  court = await foundTestCourt(test);
  operator = await court.seat('operator');
  seat = await openPage(test.hub.consoleUrl, operator);
});
afterAll(async () => {
  seat.close();
  await test[Symbol.asyncDispose]();
});

const near = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThan(NEAR);

it.each([
  ['an hour slow', -HOUR, 'A1-01'],
  ['an hour fast', HOUR, 'A1-02'],
])(
  '[DESIGN 10] a phone whose clock is %s: its offset is shown, and its positions are as old as they are',
  async (_what, wrong, callSign) => {
    const { unitId, token } = await court.phone(callSign);
    const fixes: FramedFix[] = [];
    const stop = seat.client.onFrame((frame) => fixes.push(...(decodePositionFrame(frame)?.fixes ?? [])));
    const phone = await openRawSocket(test.hub.consoleUrl, { token });
    const deviceNow = () => clock.now() + wrong;
    phone.say({ t: 'ping', sentAt: deviceNow() });
    await phone.next('pong');
    phone.say({
      t: 'fix',
      fix: {
        lng: 104,
        lat: 30,
        accuracyMeters: 5,
        headingDeg: null,
        speedMps: null,
        at: Math.round(deviceNow()),
      },
    });
    const shown = () =>
      seat.heard
        .flatMap((message) => (message.t === 'presence' ? message.units : []))
        .filter((unit) => unit.unitId === unitId);
    await seat.until('the offset', () => shown().some(({ clockOffsetMs }) => clockOffsetMs !== null));
    near(shown().at(-1)!.clockOffsetMs!, -wrong);
    await expect.poll(() => fixes.length).toBeGreaterThan(0);
    near(fixes[0]!.at, clock.now());
    stop();
    phone.close();
  },
);

it('[DESIGN 10] orders by the hub’s record and its time, whatever the devices say', async () => {
  const { unitId, token } = await court.phone('A1-03');
  const said = [2 * HOUR, -2 * HOUR, 0].map((wrong) => ({
    messageId: newId(),
    occurredAt: new Date(clock.now() + wrong).toISOString(),
  }));
  for (const { messageId, occurredAt } of said) {
    const message = {
      commandId: newId(),
      messageId,
      operationId: null,
      unitIds: [],
      kind: 'note' as const,
      replyTo: null,
      text: '到位',
      occurredAt,
    };
    await test.must(sendMessage, message, token);
  }
  const events = (
    await Promise.all(
      said.map(({ messageId }) => test.hub.court().context.store.readStream(`message/${messageId}`)),
    )
  ).flat();
  expect(events.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq).sort((a, b) => a - b));
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
  events.forEach(({ at }) => near(Date.parse(at), clock.now()));
  // What the phone said is kept beside it.
  expect(events.map(({ body }) => body['occurredAt'])).toEqual(said.map(({ occurredAt }) => occurredAt));
  expect(events.every(({ actor }) => actor === unitId)).toBe(true);
});

it('[DESIGN 10] a hub whose clock is set back works on: sessions stand, the record stays in order and whole', async () => {
  const before = await test.hub.court().context.store.head();
  clock.move(-2 * HOUR);
  const { unitId } = await court.phone('A1-04');
  expect(await test.call(readSession, {}, operator)).toMatchObject({ ok: true });
  const message = {
    commandId: newId(),
    messageId: newId(),
    operationId: null,
    unitIds: [unitId],
    kind: 'note' as const,
    replyTo: null,
    text: '注意',
    occurredAt: new Date().toISOString(),
  };
  expect(await seat.client.call(sendMessage, message)).toMatchObject({ ok: true });
  await seat.until('the message', (page) => page.get('message', message.messageId) !== undefined);
  expect((await test.hub.court().context.store.head()).seq).toBeGreaterThan(before.seq);
  expect(await test.call(verifyRecord, {}, court.auditor)).toMatchObject({ ok: true, value: { ok: true } });
});
