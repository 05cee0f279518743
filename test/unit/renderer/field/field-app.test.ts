import { expect, it, vi } from 'vitest';
import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import { createMemoryStore, type DeviceStore } from '#renderer/client/device-store.ts';
import { createHubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import { openFieldApp } from '#renderer/field/state/field-app.ts';
import { createFakeSockets } from '#support/client/fake-socket.ts';
import { createManualClock } from '#support/client/manual-clock.ts';

const UNIT = newId();
const ORDER = newId();
const AT = '2026-11-24T01:28:41.000Z';
const identity = { token: 'token', unitId: UNIT, courtCode: 'SC0104', enrolledAt: 0 };
const order = {
  orderId: ORDER, operationId: null, courtCode: 'SC0104', text: '到东门', templateId: null, priority: 'routine',
  issuedAt: AT, issuedBy: 'x', issuerName: '周', drill: true, revoked: null, receipts: {},
}; // prettier-ignore
const incident = (incidentId: string, state: string) => ({
  incidentId,
  state,
  unitId: UNIT,
  acknowledged: [],
  police: [],
});
const stream = (kind: string, id: string, state: unknown, version = 1): DownMessage => ({
  t: 'stream',
  stream: `${kind}/${id}`,
  version,
  state,
});

async function open(device: DeviceStore = createMemoryStore()) {
  const clock = createManualClock();
  const { WebSocketImpl, sockets, last } = createFakeSockets();
  const fetchImpl = (async (url: string) => ({
    json: async () =>
      url.endsWith('field.enrol')
        ? { ok: true, value: { token: 'token', unitId: UNIT, courtCode: 'SC0104' } }
        : { ok: true, value: { drill: true } },
  })) as unknown as typeof fetch;
  const app = await openFieldApp({
    device,
    url: 'http://hub.test',
    page: { navigator: {} } as Window,
    openUplink: () => ({ replaceStream: () => undefined, close: () => undefined }),
    clock,
    makeHub: (options) => createHubClient({ ...options, WebSocketImpl, fetchImpl }),
  });
  const goOnline = (resumed = false) => {
    last().open();
    last().hear({ t: 'welcome', caller: {} as never, hubTime: clock.now(), epoch: 'e1', head: 5, resumed });
    if (!resumed)
      last().hear({
        t: 'snapshot',
        head: 5,
        streams: [{ stream: `order/${ORDER}`, version: 1, state: order }],
      });
  };
  const calls = () =>
    last().sent.filter((message): message is Extract<UpMessage, { t: 'call' }> => message.t === 'call');
  return { app, clock, device, sockets, last, goOnline, calls, state: () => app.store.getState() };
}
const enrolled = async () => {
  const device = createMemoryStore();
  await device.put('identity', identity);
  return device;
};

it('asks for a code when the phone is nobody, and is ready once bound; the token is kept', async () => {
  const { app, device, state, last } = await open();
  expect(state().phase).toBe('enrol');
  await app.enrol('ABCDEFGH', 'my phone');
  expect(state()).toMatchObject({ phase: 'ready', identity: { unitId: UNIT } });
  expect(await device.get('identity')).toMatchObject({ token: 'token' });
  last().open();
  expect(last().sent[0]).toMatchObject({ t: 'hello', token: 'token' });
});

it('shows the last state with its time after a start without a link, and resumes from there', async () => {
  const first = await open(await enrolled());
  first.goOnline();
  first.clock.advance(2_000);
  first.app.close();
  const second = await open(first.device);
  expect(second.state().replica.kinds['order']?.get(ORDER)?.state).toEqual(order);
  expect(second.state().stateAt).toBe(first.clock.now());
  second.last().open();
  expect(second.last().sent[0]).toMatchObject({ t: 'hello', cursor: 5, epoch: 'e1' });
});

it('wipes what it holds when the hub has revoked it, and says why; unsent commands remain to be told', async () => {
  const { app, device, state, last, goOnline } = await open(await enrolled());
  goOnline();
  app.commands.acknowledge(ORDER);
  last().hear({ t: 'bye', code: 'device_revoked' });
  last().cut();
  await vi.waitFor(() => expect(state().phase).toBe('dismissed'));
  expect(state()).toMatchObject({ dismissedWith: 'device_revoked', identity: null, replica: { kinds: {} } });
  expect(await device.get('identity')).toBeUndefined();
  expect(await device.get('replica')).toBeUndefined();
  expect(state().outbox).toHaveLength(1);
});

it('says that an order was shown once, however often it is shown', async () => {
  const { app, calls, goOnline } = await open(await enrolled());
  goOnline();
  app.commands.deliver(ORDER);
  app.commands.deliver(ORDER);
  await vi.waitFor(() => expect(calls()).toHaveLength(1));
  expect(calls()[0]).toMatchObject({ name: 'order.deliver', input: { orderId: ORDER } });
});

it('answers a roll call by signing and reporting done, in this order', async () => {
  const { app, calls, last, goOnline } = await open(await enrolled());
  goOnline();
  app.commands.answerRollCall(ORDER, false);
  await vi.waitFor(() => expect(calls()).toHaveLength(1));
  last().hear({ t: 'reply', id: calls()[0]!.id, ok: true, value: { version: 2 } });
  await vi.waitFor(() => expect(calls()).toHaveLength(2));
  expect(calls().map((call) => call.name)).toEqual(['order.acknowledge', 'order.report']);
});

it('raises an SOS without a link, keeps it over a reload, sends it first, and ends it when the center has resolved it', async () => {
  const { app, clock, device, state } = await open(await enrolled());
  app.commands.acknowledge(ORDER);
  app.store.setState({
    fix: { lng: 106.48, lat: 29.53, accuracyMeters: 8, headingDeg: null, speedMps: null, at: clock.now() },
  });
  app.sos.press();
  clock.advance(4_500);
  const alarm = state().alarm!;
  await vi.waitFor(async () => expect(await device.outbox.all()).toHaveLength(2));
  app.close();

  const later = await open(device);
  expect(later.state().alarm).toEqual(alarm);
  later.goOnline();
  await vi.waitFor(() => expect(later.calls()).toHaveLength(2));
  const sos = later.calls()[0]!;
  expect(sos).toMatchObject({
    name: 'incident.raise_sos',
    input: { incidentId: alarm.incidentId, position: { lng: 106.48, lat: 29.53, accuracyMeters: 8 } },
  });
  later.last().hear(stream('incident', alarm.incidentId, incident(alarm.incidentId, 'responding')));
  expect(later.state().alarm).toEqual(alarm);
  later.last().hear(stream('incident', alarm.incidentId, incident(alarm.incidentId, 'resolved'), 2));
  expect(later.state().alarm).toBeNull();
});

it('says nobody is watching and nobody talks once the link is gone: it cannot know', async () => {
  const { state, last, goOnline } = await open(await enrolled());
  goOnline();
  last().hear({ t: 'watched', viewers: [{ name: '周', seat: '值班长席' }] });
  last().hear({ t: 'talk', talks: [{ from: 'seat/1', name: '周', unitIds: [UNIT], since: 0 }] });
  expect(state().viewers).toHaveLength(1);
  last().cut();
  expect(state()).toMatchObject({ viewers: [], talks: [] });
});

it('forgets everything when it is unbound, and sends none of it when it is bound again', async () => {
  const { app, device, state, goOnline, calls } = await open(await enrolled());
  goOnline();
  app.commands.acknowledge(ORDER);
  await vi.waitFor(async () => expect(await device.outbox.all()).toHaveLength(1));
  await app.forget();
  expect(state()).toMatchObject({ phase: 'enrol', identity: null });
  expect(await device.outbox.all()).toEqual([]);
  expect(await device.get('identity')).toBeUndefined();
  await app.enrol('ABCDEFGH', 'my phone');
  goOnline();
  await Promise.resolve();
  expect(calls()).toEqual([]);
});
