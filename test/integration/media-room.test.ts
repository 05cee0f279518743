import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { closeUplink, closeView, endTalk, openUplink, openView, startTalk } from '#contracts/media.ts';
import type { DownMessage } from '#contracts/sync.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { approvePlan, planOperation } from '#support/hub/plan.ts';
import { type Court, foundTestCourt, newId, openTestHub, type TestHub } from '#support/hub/test-hub.ts';
import {
  openTestCamera,
  openTestViewer,
  type TestCamera,
  type TestViewer,
} from '#support/media/test-peer.ts';

/** Who may look and speak, what of it is in the record, and who is told: over the real doors and the real relay. */
let hub: TestHub;
let court: Court;
let phone: { unitId: string; token: string };
let mate: { unitId: string; token: string };
let operator: string;
let operationId: string;
const opened: { close(): void }[] = [];
const kept = <T extends { close(): void }>(one: T): T => {
  opened.push(one);
  return one;
};

beforeAll(async () => {
  hub = await openTestHub();
  court = await foundTestCourt(hub);
  [phone, mate] = [await court.phone('A1-01'), await court.phone('A1-02')];
  operator = await court.seat('operator');
  const plan = await planOperation(hub, operator, { unitIds: [phone.unitId, mate.unitId] });
  await approvePlan(hub, await court.seat('approver'), plan);
  operationId = plan.operationId;
});
afterEach(async () => {
  opened.splice(0).forEach((one) => one.close());
  for (const { token } of [phone, mate]) await hub.must(closeUplink, {}, token);
});
afterAll(() => hub[Symbol.asyncDispose]());

const page = async (token: string) => kept(await openPage(hub.hub.consoleUrl, token));
const camera = async ({ token }: { token: string }): Promise<TestCamera> =>
  kept(await openTestCamera(async (offer) => (await hub.must(openUplink, { offer }, token)).answer));
type Wish = { viewId: string; unitId: string; token: string; purpose?: string };
const look = async ({ viewId, unitId, token, purpose = '查看现场' }: Wish): Promise<TestViewer> =>
  kept(
    await openTestViewer(
      async (offer) =>
        (await hub.must(openView, { viewId, unitId, operationId, purpose, offer }, token)).answer,
    ),
  );
const SOME_OFFER = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n';

const recorded = async (viewId?: string) => {
  const events = await hub.hub.court().context.store.read(0, 10_000);
  const all = events.filter(({ stream }) =>
    viewId === undefined ? stream.startsWith('viewing/') : stream === `viewing/${viewId}`,
  );
  return all.map(({ body }) => body);
};
const last = <T extends DownMessage['t']>({ heard }: TestPage, t: T) =>
  heard.findLast((message) => message.t === t) as Extract<DownMessage, { t: T }> | undefined;
const until = (check: () => Promise<void> | void) => vi.waitFor(check, 10_000);

it('[R110] a look is in the record once, with its purpose, and the officer sees who watches', async () => {
  const officer = await page(phone.token);
  const source = await camera(phone);
  const viewId = newId();
  await look({ viewId, unitId: phone.unitId, token: operator, purpose: '核实到场' });
  await officer.until('being watched', (one) => last(one, 'watched')?.viewers.length === 1);
  const again = await look({ viewId, unitId: phone.unitId, token: operator });
  await until(() => {
    source.sendVideo(true);
    expect(again.video.length).toBeGreaterThan(0);
  });
  expect(last(officer, 'watched')?.viewers).toHaveLength(1);
  await hub.must(closeView, { viewId }, operator);
  await officer.until('being alone', (one) => last(one, 'watched')?.viewers.length === 0);
  expect(await recorded(viewId)).toMatchObject([
    {
      type: 'viewing_opened',
      unitId: phone.unitId,
      operationId,
      purpose: '核实到场',
      viewerRole: 'operator',
    },
    { type: 'viewing_closed' },
  ]);
});

it('a look at nothing is refused and is not in the record', async () => {
  const viewId = newId();
  const wish = { viewId, unitId: mate.unitId, operationId, purpose: '查看', offer: SOME_OFFER };
  expect(await hub.call(openView, wish, operator)).toEqual({ ok: false, error: { code: 'unknown_uplink' } });
  expect(await hub.call(openView, { ...wish, unitId: newId() }, operator)).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
  expect(await recorded(viewId)).toEqual([]);
});

it("nobody takes over a look that is another seat's", async () => {
  await camera(phone);
  const viewId = newId();
  await look({ viewId, unitId: phone.unitId, token: operator });
  const other = await court.seat('duty_chief');
  const wish = { viewId, unitId: phone.unitId, operationId, purpose: '查看', offer: SOME_OFFER };
  expect(await hub.call(openView, wish, other)).toEqual({ ok: false, error: { code: 'already_exists' } });
  await hub.must(closeView, { viewId }, other);
  expect(await recorded(viewId)).toMatchObject([{ type: 'viewing_opened' }]);
  await hub.must(closeView, { viewId }, operator);
});

it('a supervisor of the higher court looks, and speaks to nobody; an auditor and an officer do neither', async () => {
  await camera(phone);
  const supervisor = await court.foreignSeat('supervisor', '5101');
  const viewId = newId();
  await look({ viewId, unitId: phone.unitId, token: supervisor, purpose: '督导' });
  expect(await recorded(viewId)).toMatchObject([
    { type: 'viewing_opened', viewerRole: 'supervisor', viewerCourt: '5101' },
  ]);
  const talk = { unitIds: [phone.unitId], operationId };
  expect(await hub.call(startTalk, talk, supervisor)).toMatchObject({
    ok: false,
    error: { code: 'not_allowed' },
  });
  const wish = { viewId: newId(), unitId: phone.unitId, operationId, purpose: '查看', offer: SOME_OFFER };
  for (const token of [court.auditor, mate.token])
    expect(await hub.call(openView, wish, token)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    });
  const stranger = await court.foreignSeat('operator', '510107');
  expect(await hub.call(openView, wish, stranger)).toMatchObject({
    ok: false,
    error: { code: 'not_your_court' },
  });
  expect(await hub.call(startTalk, talk, stranger)).toMatchObject({
    ok: false,
    error: { code: 'not_your_court' },
  });
  await hub.must(closeView, { viewId }, supervisor);
});

it('uplinks are told to whoever may look: all when a page opens, and what changes', async () => {
  const early = await page(operator);
  const source = await camera(phone);
  await until(() => {
    source.sendVideo(true);
    expect(last(early, 'uplinks')?.uplinks).toMatchObject([
      { unitId: phone.unitId, state: 'live', hasVideo: true },
    ]);
  });
  const late = await page(operator);
  await late.until('the uplinks', (one) => last(one, 'uplinks') !== undefined);
  expect(last(late, 'uplinks')?.uplinks).toMatchObject([{ unitId: phone.unitId }]);
  const comrade = await page(mate.token);
  await hub.must(closeUplink, {}, phone.token);
  await early.until('closed', (one) => last(one, 'uplinks')?.uplinks.at(0)?.state === 'closed');
  await comrade.settled();
  expect(last(comrade, 'uplinks')).toBeUndefined();
});

it('one speaker a listener: the second is told who speaks; the word is in the record with its length', async () => {
  const [a, b] = [await camera(phone), await camera(mate)];
  const chief = await court.seat('duty_chief');
  const seat = await camera({ token: operator });
  const [desk, officer] = [await page(operator), await page(phone.token)];
  const before = (await recorded()).length;
  const talk = { unitIds: [phone.unitId], operationId };
  expect(await hub.must(startTalk, talk, operator)).toEqual({ listening: [phone.unitId] });
  await officer.until('a voice', (one) => last(one, 'talk')?.talks.length === 1);
  expect(last(officer, 'talk')?.talks).toMatchObject([
    { unitIds: [phone.unitId], name: expect.stringContaining('operator') as string },
  ]);
  await until(() => {
    seat.sendAudio();
    expect(a.heard.length).toBeGreaterThan(0);
  });
  expect(b.heard).toEqual([]);
  const taken = await hub.call(startTalk, { unitIds: [mate.unitId, phone.unitId], operationId }, chief);
  expect(taken).toMatchObject({
    ok: false,
    error: { code: 'floor_taken', params: { name: expect.stringContaining('operator') as string } },
  });
  await hub.must(endTalk, {}, operator);
  await officer.until('silence', (one) => last(one, 'talk')?.talks.length === 0);
  expect(await hub.must(startTalk, { ...talk, unitIds: [mate.unitId, phone.unitId] }, chief)).toEqual({
    listening: [mate.unitId, phone.unitId],
  });
  await hub.must(endTalk, {}, chief);
  await desk.settled();
  await until(async () =>
    expect((await recorded()).slice(before)).toMatchObject([
      { type: 'talk_spoken', operationId, unitIds: [phone.unitId] },
      { type: 'talk_spoken', operationId, unitIds: [mate.unitId, phone.unitId] },
    ]),
  );
  await hub.must(closeUplink, {}, operator);
});

it('an officer speaks to his team and to the seats that have his sound', async () => {
  const [source, comrade] = [await camera(phone), await camera(mate)];
  const viewId = newId();
  const desk = await page(operator);
  await look({ viewId, unitId: phone.unitId, token: operator });
  const { listening } = await hub.must(startTalk, { unitIds: [], operationId: null }, phone.token);
  expect(listening).toEqual([mate.unitId, expect.stringMatching(/^seat\//)]);
  await desk.until('who speaks', (one) => last(one, 'talk')?.talks.at(0)?.from === `unit/${phone.unitId}`);
  await until(() => {
    source.sendAudio();
    expect(comrade.heard.length).toBeGreaterThan(0);
  });
  await hub.must(endTalk, {}, phone.token);
  await hub.must(closeView, { viewId }, operator);
});

it("a word ends with the speaker's link", async () => {
  await camera(phone);
  const speaker = await openPage(hub.hub.consoleUrl, operator);
  const officer = await page(phone.token);
  await hub.must(startTalk, { unitIds: [phone.unitId], operationId }, operator);
  await officer.until('a voice', (one) => last(one, 'talk')?.talks.length === 1);
  speaker.close();
  await officer.until('silence', (one) => last(one, 'talk')?.talks.length === 0);
});
