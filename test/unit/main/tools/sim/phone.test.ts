import { expect, it } from 'vitest';
import type { DownMessage, SeenEvent } from '#contracts/sync.ts';
import type { Message } from '#domain/message/state.ts';
import type { Order, Receipt } from '#domain/order/state.ts';
import type { Operation } from '#domain/operation/state.ts';
import type { DrillUnit } from '#hub/drill/scenario.ts';
import { createHubClient } from '#renderer/client/hub-client.ts';
import { aMessage, anId, anOperation, anOrder, aReceipt, aSite, aUnit, NOW_MS } from '#support/build.ts';
import { createFakeSockets } from '#support/client/fake-socket.ts';
import { createManualClock } from '#support/client/manual-clock.ts';
import { openPhone } from '../../../../../main/tools/sim/phone.ts';
import { distanceMeters, moved, type Point } from '../../../../../main/tools/sim/way.ts';

const UNIT = anId(0x100);
const OPERATION = anId(0x200);
const SITE = anId(0x300);
const base: Point = [106.5, 29.5];
const place = moved(base, 300, 0);
const scenario = {
  answers: { note: '收到', reply: '明白' },
  operation: { sites: [{ key: 'A', name: '现场甲' }] } as never,
};
const drillUnit = {
  callSign: 'A1-01',
  kind: 'officer',
  standMeters: [0, 0],
  acknowledgeSeconds: 5,
  silentOrders: 0,
  batteryPct: 80,
  network: '5G',
};

/** A phone of the drill whose hub the test plays. */
function open(part: Partial<DrillUnit> = {}, setsOutOn?: string[]) {
  const clock = createManualClock(NOW_MS);
  const net = createFakeSockets();
  const hub = createHubClient({
    url: 'http://hub.example',
    token: 'token',
    WebSocketImpl: net.WebSocketImpl,
    clock,
  });
  const camera: string[] = [];
  const heard: string[] = [];
  const phone = openPhone({
    hub,
    identity: { token: 'token', unitId: UNIT },
    unit: { ...drillUnit, ...part } as DrillUnit,
    group: {
      base: [...base],
      route: [[...base], [...place]],
      site: 'A',
      speedKmh: 36,
      ...(setsOutOn ? { setsOutOn } : {}),
    },
    scenario,
    speed: 1,
    clock,
    camera: { start: () => void camera.push('start'), stop: () => void camera.push('stop') },
    events: {
      site: (key, state) => void heard.push(`${key} ${state}`),
      heard: (text) => void heard.push(text),
      sos: () => void heard.push('sos'),
    },
  });
  let seq = 10;
  const hear = (message: DownMessage) => net.last().hear(message);
  const state = (stream: string, value: unknown) =>
    hear({ t: 'stream', stream, version: ++seq, state: value });
  const welcome = () => {
    net.last().open();
    hear({ t: 'welcome', caller: {} as never, hubTime: clock.now(), epoch: 'e', head: 1, resumed: false });
    hear({ t: 'snapshot', head: 1, streams: [] });
  };
  welcome();
  const calls = () =>
    net.sockets.flatMap((socket) => socket.sent.flatMap((up) => (up.t === 'call' ? [up] : [])));
  const said = () =>
    calls().map(({ name, input }) => [
      name,
      (input as { state?: string; status?: string }).state ?? (input as { status?: string }).status,
    ]);
  const own = (change: Parameters<typeof aUnit>[0] = {}) =>
    state(
      `unit/${UNIT}`,
      aUnit({
        unitId: UNIT,
        status: 'assigned',
        assignment: { operationId: OPERATION, siteId: SITE, teamId: anId(0x400) },
        ...change,
      }),
    );
  const site = (siteState: Operation['phase']) => {
    const plan = { siteId: SITE, name: '现场甲' };
    state(
      `operation/${OPERATION}`,
      anOperation({ operationId: OPERATION, phase: 'approved', sites: [aSite({ state: siteState }, plan)] }),
    );
  };
  /** Time goes by, and the hub answers the heartbeat. */
  const pass = (seconds: number, eachSecond = () => {}) => {
    for (let second = 0; second < seconds; second++) {
      clock.advance(1_000);
      const ping = net.last().sent.findLast((up) => up.t === 'ping');
      if (ping?.t === 'ping' && net.last().readyState === 1)
        hear({ t: 'pong', sentAt: ping.sentAt, hubTime: clock.now() });
      eachSecond();
    }
  };
  const run = (seconds: number) => pass(seconds, phone.tick);
  const fixes = () =>
    net.sockets.flatMap((socket) => socket.sent.flatMap((up) => (up.t === 'fix' ? [up.fix] : [])));
  return { net, phone, pass, hear, state, welcome, calls, said, own, site, run, fixes, camera, heard };
}

const order = (part: Partial<Order> = {}, receipt: Partial<Receipt> = {}) =>
  anOrder([aReceipt(UNIT, receipt)], { orderId: anId(0x500), templateId: null, ...part });
const ORDER = `order/${anId(0x500)}`;

it('shows an order, then signs it after its officer’s own time', () => {
  const { state, pass, said } = open();
  state(ORDER, order());
  pass(1);
  expect(said()).toEqual([['order.deliver', undefined]]);
  pass(5);
  expect(said().at(-1)).toEqual(['order.acknowledge', undefined]);
});

it('begins what it signed, and reports it done', () => {
  const { state, pass, said } = open();
  state(ORDER, order({}, { state: 'acknowledged' }));
  pass(3);
  state(ORDER, order({}, { state: 'executing' }));
  pass(60);
  expect(said()).toEqual([['order.report', 'executing'], ['order.report', 'done']]); // prettier-ignore
});

it('answers a roll-call with 到 as soon as it is signed', () => {
  const { state, pass, said } = open();
  state(ORDER, order({ templateId: 'roll_call' }, { state: 'acknowledged' }));
  pass(1);
  expect(said()).toEqual([['order.report', 'done']]);
});

it('says nothing at all to its first order when it plays the silent one, but answers it when it is issued again', () => {
  const { state, pass, said } = open({ silentOrders: 1 });
  state(ORDER, order());
  pass(120);
  state(ORDER, order({}, { state: 'overdue' }));
  pass(120);
  expect(said()).toEqual([]);
  state(ORDER, order({}, { state: 'issued', issuedAt: new Date(NOW_MS + 240_000).toISOString() }));
  pass(10);
  expect(said()).toEqual([['order.deliver', undefined], ['order.acknowledge', undefined]]); // prettier-ignore
});

it('does not sign what was revoked meanwhile', () => {
  const { state, pass, said } = open();
  state(ORDER, order());
  pass(2);
  state(ORDER, order({}, { state: 'revoked' }));
  pass(60);
  expect(said()).toEqual([['order.deliver', undefined]]);
});

it('asks again under the same command id when the hub was busy', async () => {
  const { state, pass, calls, hear } = open();
  state(ORDER, order());
  pass(1);
  const first = calls()[0]!;
  hear({ t: 'reply', id: first.id, ok: false, error: { code: 'busy' } });
  return Promise.resolve().then(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    pass(1);
    const deliveries = calls().filter(({ name }) => name === 'order.deliver');
    expect(deliveries.map(({ input }) => input)).toEqual([first.input, first.input]);
  });
});

it('marks a message, reads it, and answers the command center but no team-mate', () => {
  const { state, pass, said, calls, heard } = open();
  const message = (id: number, part: Partial<Message>) =>
    aMessage({ messageId: anId(id), unitIds: [UNIT], text: '注意安全', receipts: {}, ...part });
  state(`message/${anId(1)}`, message(1, { fromUnitId: null }));
  state(`message/${anId(2)}`, message(2, { fromUnitId: anId(0x101) }));
  pass(20);
  expect(said().filter(([name]) => name === 'message.mark').map(([, mark]) => mark).sort()).toEqual(['delivered', 'delivered', 'read', 'read']); // prettier-ignore
  const answers = calls().filter(({ name }) => name === 'message.send').map(({ input }) => input); // prettier-ignore
  expect(answers).toMatchObject([{ replyTo: anId(1), text: '收到', unitIds: [] }]);
  expect(heard).toEqual(['注意安全']);
});

it('sends one position a second, and goes with its site: 途中, then 到场', () => {
  const { own, site, run, said, fixes } = open();
  own();
  site('approved');
  run(5);
  expect(fixes()).toHaveLength(5);
  expect(said()).toEqual([]);
  site('en_route');
  run(1);
  expect(said()).toEqual([['unit.set_status', 'en_route']]);
  own({ status: 'en_route' });
  run(60);
  const { lng, lat } = fixes().at(-1)!;
  expect(distanceMeters([lng, lat], place)).toBeLessThan(5);
  expect(said().at(-1)).toEqual(['unit.set_status', 'on_scene']);
});

it('presses a key once, not every second, while the hub has not answered', () => {
  const { own, site, run, said } = open();
  own();
  site('en_route');
  run(8);
  expect(said()).toEqual([['unit.set_status', 'en_route']]);
});

it('waits with the group held back until an order names it, and goes home at 收尾', () => {
  const { own, site, state, pass, run, said } = open({}, ['增援']);
  own();
  site('executing');
  run(10);
  expect(said()).toEqual([]);
  state(ORDER, order({ text: '立即增援' }));
  pass(10);
  run(1);
  expect(said().at(-1)).toEqual(['unit.set_status', 'en_route']);
  own({ status: 'en_route' });
  site('wrap_up');
  run(15);
  expect(said().at(-1)).toEqual(['unit.set_status', 'returning']);
});

it('tells the timeline how its site stands', () => {
  const { own, site, heard } = open();
  own();
  site('mustering');
  site('en_route');
  expect(heard).toEqual(['A mustering', 'A en_route']);
});

it('raises SOS with the place where it stands', () => {
  const { own, site, run, phone, calls, heard } = open();
  own();
  site('approved');
  run(1);
  phone.sos();
  expect(calls().at(-1)).toMatchObject({
    name: 'incident.raise_sos',
    input: { position: { ageMs: 0, lng: expect.closeTo(base[0], 3) } },
  });
  expect(heard.at(-1)).toBe('sos');
});

it('reports its battery, falling, and its camera', () => {
  const { own, run, net } = open({ batteryPct: 80.4 });
  own();
  run(300);
  const reports = net.sockets[0]!.sent.flatMap((up) => (up.t === 'device' ? [up.device] : []));
  expect(reports[0]).toEqual({ batteryPct: 80, network: '5G', camera: 'on' });
  expect(reports.at(-1)!.batteryPct).toBe(78);
});

it('cut: lets go of link and camera without a word; restored: comes back and takes up what it owes', () => {
  const { state, pass, net, phone, welcome, calls, camera, own, run } = open();
  own();
  state(ORDER, order());
  const before = calls().length;
  phone.cut();
  run(20);
  expect(net.last().readyState).toBe(3);
  expect([calls().length, camera]).toEqual([before, ['start', 'stop']]);
  phone.restore();
  welcome();
  expect(camera).toEqual(['start', 'stop', 'start']);
  state(ORDER, order());
  pass(10);
  expect(calls().map(({ name }) => name)).toEqual(['order.deliver', 'order.acknowledge']);
});

it('offers its camera anew when the hub says that the relay let it go', () => {
  const { hear, camera } = open();
  const uplink = { unitId: UNIT, since: 0, kbps: 0, lossPct: 0, viewers: 0, hasVideo: true, hasAudio: true };
  hear({ t: 'uplinks', uplinks: [{ ...uplink, state: 'live' }, { ...uplink, unitId: anId(9), state: 'closed' }] }); // prettier-ignore
  expect(camera).toEqual(['start']);
  hear({ t: 'uplinks', uplinks: [{ ...uplink, state: 'closed' }] });
  expect(camera).toEqual(['start', 'start']);
});

it('asks for a stream with a gap', () => {
  const { hear, net } = open();
  const event: SeenEvent = {
    seq: 9,
    stream: ORDER,
    version: 4,
    at: '',
    actor: '',
    event: { type: 'order_revoked' },
  };
  hear({ t: 'events', to: 9, events: [event] });
  expect(net.last().sent.filter((up) => up.t === 'need')).toEqual([{ t: 'need', stream: ORDER }]);
});
