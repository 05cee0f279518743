import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disableAccount } from '#contracts/account.ts';
import { sendMessage } from '#contracts/message.ts';
import { acknowledgeOrder, deliverOrder, issueOrder, reportOrder } from '#contracts/order.ts';
import { readSession, signOut } from '#contracts/session.ts';
import { createEnrolment, enrolDevice, registerUnit, revokeDevice } from '#contracts/unit.ts';
import { openCutProxy } from '#support/faults/cut-proxy.ts';
import { seededRandom, seedOfRun } from '#support/faults/seeded-random.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { createMovableClock, type MovableClock } from '#support/hub/movable-clock.ts';
import { NOTHING, openPage, type TestPage } from '#support/hub/page.ts';
import {
  aProfile,
  type Court,
  COURT,
  foundTestCourt,
  newId,
  openTestHub,
  type TestHub,
} from '#support/hub/test-hub.ts';

const HOUR = 3_600_000;
const occurredAt = () => new Date().toISOString();

let test: TestHub;
let court: Court;
let clock: MovableClock;
let operator: string;
let phone: { unitId: string; token: string };
const open: TestPage[] = [];

async function page(
  token: string,
  url = test.hub.consoleUrl,
  resume: Parameters<typeof openPage>[2] = null,
): Promise<TestPage> {
  const opened = await openPage(url, token, resume);
  open.push(opened);
  return opened;
}

/** What a page holds, in an order of its own. */
const held = ({ replica }: TestPage) =>
  Object.fromEntries(
    Object.entries(replica().kinds).map(([kind, entries]) => [kind, Object.fromEntries([...entries].sort())]),
  );

const seqs = ({ heard }: TestPage) =>
  heard.flatMap((message) => (message.t === 'events' ? message.events.map(({ seq }) => seq) : []));
const snapshots = ({ heard }: TestPage) => heard.filter(({ t }) => t === 'snapshot').length;
const recordsOf = async (stream: string) =>
  (await test.hub.court().context.store.readStream(stream)).map(({ type }) => type);

const anOrder = () => ({
  commandId: newId(),
  orderId: newId(),
  operationId: null,
  unitIds: [phone.unitId],
  text: '点名',
  templateId: null,
  priority: 'routine' as const,
  replyBySeconds: 3600,
});
const aMessage = () => ({
  commandId: newId(),
  messageId: newId(),
  operationId: null,
  unitIds: [phone.unitId],
  kind: 'note' as const,
  replyTo: null,
  text: '注意',
  occurredAt: occurredAt(),
});

beforeAll(async () => {
  clock = createMovableClock();
  test = await openTestHub({ clock, startSide: idleSide });
  court = await foundTestCourt(test);
  operator = await court.seat('operator');
  phone = await court.phone('A1-01');
});
afterAll(async () => {
  open.forEach((one) => one.close());
  await test[Symbol.asyncDispose]();
});

describe('resuming by cursor', () => {
  it('leaves no gap and sends nothing twice, wherever the line is cut in a storm of events', async () => {
    const seed = seedOfRun();
    const random = seededRandom(seed);
    await using proxy = await openCutProxy(test.hub.consoleUrl);
    const seat = await page(operator, proxy.url);
    const quiet = await page(phone.token, proxy.url);
    let storming = true;
    const storm = async () => {
      while (storming) {
        const order = anOrder();
        await test.must(issueOrder, order, operator);
        const about = { commandId: newId(), orderId: order.orderId, occurredAt: occurredAt() };
        await test.must(deliverOrder, about, phone.token);
        await test.must(acknowledgeOrder, { ...about, commandId: newId() }, phone.token);
        await test.must(
          reportOrder,
          { ...about, commandId: newId(), state: 'done', reason: '' },
          phone.token,
        );
        // The hub allows an address 100 calls a second.
        await sleep(40);
      }
    };
    const storms = [storm(), storm()];
    for (let cuts = 0; cuts < 8; cuts++) {
      await sleep(random() * 150);
      proxy.cut();
      await seat.until('back', ({ client }) => client.link().state === 'online');
    }
    // On a slow machine the cuts are over before there was much to lose.
    await seat.until('a storm', () => seqs(seat).length > 50);
    storming = false;
    await Promise.all(storms);
    for (const one of [seat, quiet]) {
      await one.until('back', ({ client }) => client.link().state === 'online');
      await one.settled();
    }
    expect(proxy.count(), `seed ${seed}`).toBeGreaterThan(8);
    for (const [cut, token] of [[seat, operator], [quiet, phone.token]] as const) {
      const fresh = await page(token);
      expect(held(cut), `seed ${seed}`).toEqual(held(fresh));
      expect(snapshots(cut), `seed ${seed}`).toBe(1);
      const got = seqs(cut);
      expect(got, `seed ${seed}`).toEqual([...new Set(got)].sort((a, b) => a - b));
    } // prettier-ignore
  });

  it('goes on from a place that another page noted, and is told only what came after it', async () => {
    const before = await page(operator);
    await before.settled();
    const position = before.client.position()!;
    const resume = { position, replica: before.replica() };
    before.close();
    const order = anOrder();
    await test.must(issueOrder, order, operator);
    const after = await page(operator, test.hub.consoleUrl, resume);
    expect(snapshots(after)).toBe(0);
    expect(seqs(after).every((seq) => seq > position.cursor)).toBe(true);
    expect(held(after)).toEqual(held(await page(operator)));
  });

  it.each([
    ['of another log', (cursor: number) => ({ cursor, epoch: newId() })],
    ['ahead of the log', (cursor: number, epoch: string) => ({ cursor: cursor + 1_000, epoch })],
  ])('sends everything anew to a cursor %s', async (_what, wrong) => {
    const first = await page(operator);
    const { cursor, epoch } = first.client.position()!;
    const resume = { position: wrong(cursor, epoch), replica: first.replica() };
    const again = await page(operator, test.hub.consoleUrl, resume);
    await again.settled();
    expect(snapshots(again)).toBe(1);
    expect(held(again)).toEqual(held(first));
  });

  it('sends everything anew when more was missed than a snapshot is long', async () => {
    const first = await page(operator);
    const resume = { position: first.client.position()!, replica: first.replica() };
    first.close();
    const { spine, world } = test.hub.court().context;
    const unit = world.get('unit', phone.unitId)!;
    const caller = {
      id: newId(),
      name: '',
      role: 'operator',
      courtCode: COURT,
      unitId: null,
      sessionId: '',
      seat: '',
    } as const;
    const changed = (n: number, at: string) => ({
      type: 'unit_profile_changed',
      at,
      by: caller.id,
      unitId: unit.unitId,
      profile: { ...unit.profile, plate: `${n % 10}` },
    });
    const decide: Parameters<typeof spine.execute>[0]['decide'] = (_world, given) => ({
      ok: true,
      value: Array.from({ length: 5_001 }, (_, n) => ({
        stream: `unit/${unit.unitId}`,
        event: changed(n, given.now),
      })),
    });
    expect(await spine.execute({ commandId: newId(), caller, decide })).toMatchObject({ ok: true });
    const again = await page(operator, test.hub.consoleUrl, resume);
    await again.settled();
    expect(snapshots(again)).toBe(1);
    expect(held(again)).toEqual(held(await page(operator)));
  });

  it('says no more than before about what this caller never saw', async () => {
    const other = await court.phone('A1-07');
    const quiet = await page(other.token);
    const resume = { position: quiet.client.position()!, replica: quiet.replica() };
    quiet.close();
    await test.must(issueOrder, anOrder(), operator);
    const again = await page(other.token, test.hub.consoleUrl, resume);
    await again.settled();
    const told = again.heard.flatMap((message) =>
      message.t === 'stream' || message.t === 'gone' ? [message.stream] : [],
    );
    expect(told.filter((stream) => !stream.startsWith(NOTHING))).toEqual([]);
    expect(seqs(again)).toEqual([]);
  });
});

describe('commands over a bad line', () => {
  it('waits for the link, and carries out once what was asked while it was down', async () => {
    await using proxy = await openCutProxy(test.hub.consoleUrl);
    const seat = await page(operator, proxy.url);
    proxy.down();
    await seat.until('the link is down', ({ client }) => client.link().state !== 'online');
    const asked = Array.from({ length: 10 }, aMessage);
    const answers = Promise.all(asked.map((message) => seat.client.call(sendMessage, message)));
    expect(seat.client.link().pending).toBe(10);
    proxy.mend();
    expect(await answers).toEqual(asked.map(() => ({ ok: true, value: { version: 1 } })));
    for (const { messageId } of asked)
      expect(await recordsOf(`message/${messageId}`)).toEqual(['message_sent']);
  });

  it('answers a command whose answer was lost as it did the first time, and repeats nothing', async () => {
    await using proxy = await openCutProxy(test.hub.consoleUrl);
    const seat = await page(operator, proxy.url);
    proxy.deafen();
    const message = aMessage();
    const answer = seat.client.call(sendMessage, message);
    await expect.poll(() => recordsOf(`message/${message.messageId}`)).toEqual(['message_sent']);
    expect(seat.client.link().pending).toBe(1);
    proxy.cut();
    expect(await answer).toEqual({ ok: true, value: { version: 1 } });
    expect(await recordsOf(`message/${message.messageId}`)).toEqual(['message_sent']);
  });

  it('gives one answer to one command, however often and at once it is asked', async () => {
    const order = anOrder();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => test.call(issueOrder, order, operator)),
    );
    expect(answers).toEqual(answers.map(() => ({ ok: true, value: { version: 1 } })));
    const delivered = { commandId: newId(), orderId: order.orderId, occurredAt: occurredAt() };
    const first = await test.must(deliverOrder, delivered, phone.token);
    await test.must(acknowledgeOrder, { ...delivered, commandId: newId() }, phone.token);
    expect(await test.must(deliverOrder, delivered, phone.token)).toEqual(first);
    expect(await recordsOf(`order/${order.orderId}`)).toEqual([
      'order_issued',
      'order_delivered',
      'order_acknowledged',
    ]);
  });

  it('[F04] takes the sign-off of forty phones that sign one order in the same instant', async () => {
    const units = await Promise.all(Array.from({ length: 40 }, async (_, n) => {
      const unitId = newId();
      await test.must(registerUnit, { commandId: newId(), unitId, courtCode: COURT, profile: aProfile(`B-${n}`) }, court.system);
      const { code } = await test.must(createEnrolment, { commandId: newId(), unitId }, court.system);
      const { token } = await test.must(enrolDevice, { commandId: newId(), code, deviceName: '测试机' });
      return { unitId, token };
    })); // prettier-ignore
    const order = { ...anOrder(), unitIds: units.map(({ unitId }) => unitId) };
    await test.must(issueOrder, order, operator);
    const sign = (token: string) =>
      test.call(
        acknowledgeOrder,
        { commandId: newId(), orderId: order.orderId, occurredAt: occurredAt() },
        token,
      );
    const answers = await Promise.all(units.map(({ token }) => sign(token)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    expect(
      (await recordsOf(`order/${order.orderId}`)).filter((type) => type === 'order_acknowledged'),
    ).toHaveLength(40);
  });
});

describe('a session that ends, ends its line', () => {
  const code = (one: TestPage) => one.client.link().refusedWith;
  const closedWith = async (one: TestPage, wanted: string) => {
    await one.until(`closed with ${wanted}`, ({ heard }) => heard.some((message) => message.t === 'bye'));
    expect(one.heard.filter(({ t }) => t === 'bye')).toEqual([{ t: 'bye', code: wanted }]);
    await one.until('turned away', () => code(one) === wanted);
  };

  it('device_revoked: a phone that was lost', async () => {
    const lost = await court.phone('A1-02');
    const one = await page(lost.token);
    await test.must(revokeDevice, { commandId: newId(), unitId: lost.unitId, reason: '丢失' }, operator);
    await closedWith(one, 'device_revoked');
    expect(await test.call(readSession, {}, lost.token)).toMatchObject({
      ok: false,
      error: { code: 'device_revoked' },
    });
  });

  it('signed_out: at this seat, and not at another of the same account', async () => {
    const [one, other] = [await page(operator), await page(await court.seat('operator'))];
    await test.must(signOut, { commandId: newId() }, operator);
    await closedWith(one, 'signed_out');
    await other.settled();
    expect(code(other)).toBeNull();
    operator = await court.seat('operator');
  });

  it('account_disabled: on the word of the security administrator', async () => {
    const token = await court.seat('commander');
    const one = await page(token);
    const caller = await test.must(readSession, {}, token);
    await test.must(
      disableAccount,
      { commandId: newId(), accountId: caller.caller.id, reason: '离岗' },
      court.security,
    );
    await closedWith(one, 'account_disabled');
  });

  it('session_expired: after a shift, on an open line too', async () => {
    const token = await court.seat('commander');
    const one = await page(token);
    clock.move(12 * HOUR);
    expect(await test.call(readSession, {}, token)).toMatchObject({
      ok: false,
      error: { code: 'session_expired' },
    });
    await closedWith(one, 'session_expired');
  });

  it('a line whose session is over carries out no more commands', async () => {
    const token = await court.foreignSeat('operator', COURT);
    const one = await page(token);
    clock.move(12 * HOUR);
    const message = aMessage();
    void one.client.call(sendMessage, message);
    await closedWith(one, 'session_expired');
    expect(await recordsOf(`message/${message.messageId}`)).toEqual([]);
  });

  it('hub_closing: the page may come back, and comes back by its cursor', async () => {
    await using own = await openTestHub({ startSide: idleSide });
    const theirs = await foundTestCourt(own);
    const one = await page(await theirs.seat('operator'), own.hub.consoleUrl);
    await own.hub[Symbol.asyncDispose]();
    await one.until('the line is gone', ({ client }) => client.link().state !== 'online');
    expect(code(one)).toBeNull();
  });
});
