import { expect, it } from 'vitest';
import { acknowledgeOrder } from '#contracts/order.ts';
import { readSetup } from '#contracts/session.ts';
import type { DownMessage } from '#contracts/sync.ts';
import { readTrail } from '#contracts/track.ts';
import { createHubClient, type ReplicaPosition } from '#renderer/client/hub-client.ts';
import { createFakeSockets } from '#support/client/fake-socket.ts';
import { createManualClock } from '#support/client/manual-clock.ts';

const ID = '0192f000-0000-7000-8000-000000000001';
const command = { commandId: ID, orderId: ID, occurredAt: '2026-11-24T01:28:41.000Z' };
const query = { unitId: ID, minutes: 5 };
const welcome = (over: Partial<Extract<DownMessage, { t: 'welcome' }>> = {}): DownMessage => ({
  t: 'welcome', caller: {} as never, hubTime: 0, epoch: 'epoch-1', head: 0, resumed: false, ...over,
}); // prettier-ignore

function open(token: string | null = 'token', resume: ReplicaPosition | null = null) {
  const clock = createManualClock();
  const { WebSocketImpl, sockets, last } = createFakeSockets();
  const client = createHubClient({ url: 'http://hub.test', token, resume, WebSocketImpl, clock });
  const goOnline = (message = welcome({ hubTime: clock.now() })) => {
    last().open();
    last().hear(message);
  };
  const calls = () => last().sent.filter((message) => message.t === 'call');
  return { clock, client, sockets, last, goOnline, calls };
}

it('says hello first, and is online only when the hub has welcomed it', () => {
  const { client, last, clock } = open();
  last().open();
  expect(last().url).toBe('ws://hub.test/ws');
  expect(last().sent).toEqual([{ t: 'hello', token: 'token', cursor: null, epoch: null }]);
  expect(client.link().state).toBe('reconnecting');
  last().hear(welcome({ hubTime: clock.now() }));
  expect(client.link().state).toBe('online');
});

it('answers a call with the reply that carries its id', async () => {
  const { client, last, goOnline, calls } = open();
  goOnline();
  const first = client.call(readTrail, query);
  const second = client.call(acknowledgeOrder, command);
  const [a, b] = calls();
  last().hear({ t: 'reply', id: b!.id, ok: false, error: { code: 'not_found' } });
  last().hear({ t: 'reply', id: a!.id, ok: true, value: { points: [] } });
  expect(await first).toEqual({ ok: true, value: { points: [] } });
  expect(await second).toEqual({ ok: false, error: { code: 'not_found' } });
});

it('refuses a query at once while the link is down, and one that was on its way when it went', async () => {
  const { client, last, goOnline } = open();
  expect(await client.call(readTrail, query)).toEqual({ ok: false, error: { code: 'link_down' } });
  goOnline();
  const onItsWay = client.call(readTrail, query);
  last().cut();
  expect(await onItsWay).toEqual({ ok: false, error: { code: 'link_down' } });
});

it('keeps a command over a cut and sends it again under the same commandId, once a connection', async () => {
  const { client, sockets, last, goOnline, calls, clock } = open();
  const early = client.call(acknowledgeOrder, command);
  expect(client.link().pending).toBe(1);
  goOnline();
  expect(calls()).toHaveLength(1);
  last().cut();
  clock.advance(10_000);
  expect(sockets.length).toBeGreaterThan(1);
  goOnline();
  expect(calls()).toMatchObject([{ name: 'order.acknowledge', input: { commandId: ID } }]);
  last().hear({ t: 'pong', sentAt: clock.now(), hubTime: clock.now() });
  expect(calls()).toHaveLength(1);
  last().hear({ t: 'reply', id: calls()[0]!.id, ok: true, value: { version: 2 } });
  expect(await early).toEqual({ ok: true, value: { version: 2 } });
  expect(client.link().pending).toBe(0);
});

it('holds no more than 500 calls', async () => {
  const { client } = open();
  for (let i = 0; i < 500; i += 1) void client.call(acknowledgeOrder, command);
  expect(await client.call(acknowledgeOrder, command)).toEqual({ ok: false, error: { code: 'busy' } });
});

it('tries again with growing, capped pauses', () => {
  const { sockets, last, clock } = open();
  const pauses: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    const before = sockets.length;
    const cutAt = clock.now();
    last().cut();
    while (sockets.length === before) clock.advance(10);
    pauses.push(clock.now() - cutAt);
  }
  expect(pauses).toEqual([300, 600, 1200, 2400, 4800, 6000, 6000, 6000]);
});

it('drops a socket that answers no heartbeat, and opens another', () => {
  const { client, sockets, goOnline, clock } = open();
  goOnline();
  clock.advance(8_999);
  expect(client.link().state).toBe('online');
  clock.advance(1);
  expect(client.link().state).toBe('reconnecting');
  clock.advance(1_000);
  expect(sockets).toHaveLength(2);
});

it('stays online while heartbeats come back, and says how far the hub’s clock is ahead', () => {
  const { client, last, goOnline, clock } = open();
  goOnline(welcome({ hubTime: clock.now() + 60_000 }));
  for (let i = 0; i < 20; i += 1) {
    const ping = last().sent.findLast((message) => message.t === 'ping')!;
    clock.advance(40);
    last().hear({ t: 'pong', sentAt: ping.sentAt, hubTime: ping.sentAt + 60_020 });
    clock.advance(4_960);
  }
  expect(client.link()).toMatchObject({ state: 'online', latencyMs: 40, clockOffsetMs: 60_000 });
  expect(client.hubNow()).toBe(clock.now() + 60_000);
});

it('calls itself offline after ten seconds without a welcome, and comes back from there', () => {
  const { client, last, goOnline, clock } = open();
  goOnline();
  last().cut();
  clock.advance(9_999);
  expect(client.link().state).toBe('reconnecting');
  clock.advance(1);
  expect(client.link().state).toBe('offline');
  clock.advance(10_000);
  goOnline();
  expect(client.link().state).toBe('online');
});

it('does not knock again after a token that will never work, until it is given another', () => {
  const { client, sockets, last, goOnline, clock } = open();
  goOnline();
  last().hear({ t: 'bye', code: 'session_expired' });
  last().cut();
  clock.advance(120_000);
  expect(client.link()).toMatchObject({ state: 'offline', refusedWith: 'session_expired' });
  expect(sockets).toHaveLength(1);
  client.setToken('another');
  last().open();
  expect(last().sent).toEqual([{ t: 'hello', token: 'another', cursor: null, epoch: null }]);
  expect(client.link()).toMatchObject({ state: 'reconnecting', refusedWith: null });
});

it('resumes where the last message left it, and not at all while its snapshot is missing', () => {
  const { client, last, goOnline, clock } = open('token', { cursor: 41, epoch: 'epoch-1' });
  last().open();
  expect(last().sent[0]).toMatchObject({ cursor: 41, epoch: 'epoch-1' });
  last().hear(welcome({ resumed: true, hubTime: clock.now() }));
  last().hear({ t: 'events', to: 44, events: [] });
  expect(client.position()).toEqual({ cursor: 44, epoch: 'epoch-1' });
  last().cut();
  clock.advance(10_000);
  last().open();
  expect(last().sent[0]).toMatchObject({ cursor: 44, epoch: 'epoch-1' });
  last().hear(welcome({ epoch: 'epoch-2', hubTime: clock.now() }));
  expect(client.position()).toBeNull();
  last().hear({ t: 'snapshot', head: 7, streams: [] });
  expect(client.position()).toEqual({ cursor: 7, epoch: 'epoch-2' });
  goOnline();
});

it('without a token opens no socket and is offline', async () => {
  const { client, sockets, clock } = open(null);
  clock.advance(60_000);
  expect(sockets).toHaveLength(0);
  expect(client.link().state).toBe('offline');
  expect(await client.call(acknowledgeOrder, command)).toEqual({ ok: false, error: { code: 'signed_out' } });
});

it('settles what waits when somebody else signs in: nothing is sent under another name', async () => {
  const { client, last, goOnline, calls } = open();
  const waiting = client.call(acknowledgeOrder, command);
  client.setToken('another');
  expect(await waiting).toEqual({ ok: false, error: { code: 'signed_out' } });
  goOnline();
  expect(calls()).toEqual([]);
  expect(last().sent[0]).toMatchObject({ t: 'hello', token: 'another' });
});

it('drops positions while the link is down instead of keeping them', () => {
  const { client, last, goOnline } = open();
  const fix = { lng: 104, lat: 30, accuracyMeters: 5, headingDeg: null, speedMps: null, at: 1 };
  expect(client.send({ t: 'fix', fix })).toBe(false);
  goOnline();
  expect(client.send({ t: 'fix', fix })).toBe(true);
  expect(last().sent.filter((message) => message.t === 'fix')).toHaveLength(1);
});

it('hands out binary frames as they came, and lives on after a message that is not readable', () => {
  const { client, last, goOnline } = open();
  const frames: ArrayBuffer[] = [];
  const heard: string[] = [];
  client.onFrame((frame) => frames.push(frame));
  client.onMessage((message) => heard.push(message.t));
  goOnline();
  const frame = new ArrayBuffer(20);
  last().hearRaw(frame);
  last().hearRaw('{not json');
  last().hearRaw('null');
  last().hear({ t: 'talk', talks: [] });
  expect(frames).toEqual([frame]);
  expect(heard).toEqual(['welcome', 'talk']);
});

it('asks over HTTP what needs no session', async () => {
  const asked: { url: string; body: unknown }[] = [];
  const client = createHubClient({
    url: 'http://hub.test',
    token: null,
    WebSocketImpl: createFakeSockets().WebSocketImpl,
    clock: createManualClock(),
    fetchImpl: (async (url: string, init: RequestInit) => {
      asked.push({ url, body: JSON.parse(String(init.body)) });
      return { json: async () => ({ ok: true, value: { configured: false } }) };
    }) as unknown as typeof fetch,
  });
  expect(await client.call(readSetup, {})).toEqual({ ok: true, value: { configured: false } });
  expect(asked).toEqual([{ url: 'http://hub.test/api/setup.read', body: {} }]);
});

it('says link_down when no hub answers over HTTP', async () => {
  const client = createHubClient({
    url: 'http://hub.test',
    token: null,
    WebSocketImpl: createFakeSockets().WebSocketImpl,
    clock: createManualClock(),
    fetchImpl: (async () => {
      throw new TypeError('fetch failed');
    }) as unknown as typeof fetch,
  });
  expect(await client.call(readSetup, {})).toEqual({ ok: false, error: { code: 'link_down' } });
});
