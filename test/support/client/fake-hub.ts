import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Caller } from '#contracts/roles.ts';
import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import { encodePositionFrame } from '#contracts/position-frame.ts';
import { readPageFile } from '#hub/page-files.ts';
import { pageHeaders } from '#hub/page-headers.ts';
import {
  anId,
  aCaller,
  aMessage,
  anIncident,
  anOperation,
  anOrder,
  aReceipt,
  aSite,
  aTeam,
  aUnit,
} from '../build.ts';

/**
 * A hub that decides nothing: it serves the built pages and one still picture of a drill, so that screens can be looked at
 * without the real one. `node test/support/client/fake-hub.ts <dir of pages> <port> [first|drill]`
 */
const [pages = 'dist/renderer', port = '0', phase = 'drill'] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../../..');
const scenario = JSON.parse(readFileSync(resolve(root, 'resources/drill/chengyu-01.json'), 'utf8'));
const courts = JSON.parse(readFileSync(resolve(root, 'resources/courts.json'), 'utf8')) as {
  code: string;
  name: string;
}[];
const nameOf = (code: string) => courts.find((court) => court.code === code)?.name ?? code;
let configured = phase !== 'first';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const operationId = anId(0x200);
const siteId = { A: anId(0x301), B: anId(0x302) } as Record<string, string>;
type ScenarioUnit = {
  callSign: string;
  name: string;
  kind: 'officer';
  sex: 'male' | 'female' | null;
  courtCode: string;
  cameraLabel: string;
  plate: string;
  skills: string[];
  group: string;
  batteryPct: number;
  network: string;
};
const looks = [
  'on_scene',
  'on_scene',
  'on_scene',
  'en_route',
  'assigned',
  'returning',
  'standby',
  'unavailable',
] as const;
const teamSpecs = scenario.operation?.teams ?? scenario.teams;
const siteSpecs = scenario.operation?.sites ?? scenario.sites;
const unitIds = new Map<string, string>(
  (scenario.units as ScenarioUnit[]).map((unit, n) => [unit.callSign, anId(0x1000 + n)]),
);
const teamOf = (callSign: string) =>
  teamSpecs.findIndex((team: { units: string[] }) => team.units.includes(callSign));
const units = (scenario.units as ScenarioUnit[]).map((unit, n) =>
  aUnit(
    {
      unitId: unitIds.get(unit.callSign)!,
      courtCode: unit.courtCode,
      drill: true,
      status: unit.group === 'Q' ? (n % 2 ? 'standby' : 'en_route') : looks[n % 3 === 2 ? n % 8 : n % 3]!,
      statusSince: ago(60 * n + 7),
      assignment: {
        operationId,
        siteId: siteId[teamSpecs[teamOf(unit.callSign)]?.site] ?? null,
        teamId: anId(0x400 + teamOf(unit.callSign)),
      } as never,
      deviceName: unit.callSign === 'V4' ? null : 'Android',
      lostSince: unit.callSign === 'A2-04' ? ago(51) : null,
    },
    {
      callSign: unit.callSign,
      name: unit.name,
      kind: unit.kind,
      sex: unit.sex,
      cameraLabel: unit.cameraLabel,
      plate: unit.plate,
      skills: unit.skills,
    },
  ),
);
const id = (callSign: string) => unitIds.get(callSign)!;
const operation = anOperation({
  operationId,
  number: '成渝联合-01',
  title: '成渝联合执行行动（演练）',
  courtCode: '510104',
  phase: 'approved',
  drill: true,
  approvals: [
    { at: ago(90_000), name: '郑', documentNumber: '（2026）川0104执行批1号', opinion: '' } as never,
  ],
  sites: siteSpecs.map(
    (site: {
      key: string;
      name: string;
      address: string;
      placeCourtCode: string;
      lng: number;
      lat: number;
      radiusMeters: number;
      commander: string;
    }) =>
      aSite(
        { state: site.key === 'A' ? 'incident' : 'executing', since: ago(site.key === 'A' ? 69 : 2201) },
        {
          ...site,
          key: undefined,
          commander: undefined,
          siteId: siteId[site.key]!,
          commanderUnitId: id(site.commander),
        } as never,
      ),
  ),
  teams: teamSpecs.map(
    (team: { site: string | null; name: string; function: 'command'; units: string[] }, n: number) =>
      aTeam({
        teamId: anId(0x400 + n),
        siteId: team.site === null ? null : siteId[team.site]!,
        name: team.name,
        function: team.function,
        unitIds: team.units.map(id),
      }),
  ),
});
const receipt = (callSign: string, state: Parameters<typeof aReceipt>[1] = {}) =>
  aReceipt(id(callSign), { issuedAt: ago(20), ...state } as never);
const orders = [
  anOrder(
    [
      receipt('Q-01', { state: 'acknowledged', deliveredAt: ago(18), acknowledgedAt: ago(10) }),
      receipt('Q-02', { state: 'delivered', deliveredAt: ago(19) }),
      receipt('V5'),
    ],
    {
      orderId: anId(0x701),
      operationId,
      text: '快反 1 组增援甲东门，从物流园西门进入',
      priority: 'flash',
      issuedAt: ago(20),
      issuerName: '周',
    },
  ),
  anOrder(
    [
      receipt('A2-01', { state: 'overdue', issuedAt: ago(95) }),
      receipt('A2-02', { state: 'done', acknowledgedAt: ago(80), finishedAt: ago(30), deliveredAt: ago(90) }),
    ],
    {
      orderId: anId(0x702),
      operationId,
      text: 'A2 后撤至门内，保护人员',
      priority: 'urgent',
      issuedAt: ago(95),
      issuerName: '林',
    },
  ),
  anOrder(
    [
      receipt('A1-01', { state: 'executing', acknowledgedAt: ago(2800), deliveredAt: ago(2810) }),
      receipt('A1-02', {
        state: 'unable',
        reason: '仓库内门锁闭，无法进入',
        acknowledgedAt: ago(2790),
        deliveredAt: ago(2810),
        finishedAt: ago(2000),
      }),
    ],
    {
      orderId: anId(0x703),
      operationId,
      text: '按预案实施。开启执法仪，出示证件和法律文书，告知录像',
      issuedAt: ago(2820),
      issuerName: '陈',
    },
  ),
];
const incident = anIncident({
  incidentId: anId(0x801),
  kind: 'device_snatched',
  courtCode: '510104',
  placeCourtCode: '500107',
  operationId,
  siteId: siteId['A']!,
  unitId: id('BLF-3'),
  raisedAt: ago(69),
  since: ago(69),
  occurredAt: ago(70),
  note: '被推搡，执法仪被抢',
  position: { lng: 106.4871, lat: 29.5035, accuracyMeters: 8, ageMs: 1200 },
});
const messages = [
  aMessage({
    messageId: anId(0x901),
    operationId,
    fromUnitId: id('A1-01'),
    fromName: '许',
    unitIds: [],
    kind: 'request_instruction',
    text: 'A1 组已到库门，门内有人，是否破锁进入？请示',
    sentAt: ago(143),
    receipts: { seat: { name: '林', deliveredAt: ago(142), readAt: null } },
  }),
  aMessage({
    messageId: anId(0x902),
    operationId,
    fromName: '周',
    unitIds: ['A1-01', 'A1-02', 'A1-03'].map(id),
    text: '社区干部 09:05 到东门，接到后带入',
    sentAt: ago(900),
    receipts: {
      [id('A1-01')]: { name: '许', deliveredAt: ago(898), readAt: ago(880) },
      [id('A1-02')]: { name: '沈', deliveredAt: ago(897), readAt: null },
    },
  }),
  aMessage({
    messageId: anId(0x903),
    operationId,
    fromUnitId: id('OSC-B'),
    fromName: '吴',
    unitIds: [],
    kind: 'request_instruction',
    text: '被执行人配偶到场，要求见承办法官',
    sentAt: ago(1800),
    receipts: { seat: { name: '林', deliveredAt: ago(1799), readAt: ago(1790) } },
  }),
  aMessage({
    messageId: anId(0x904),
    operationId,
    fromName: '林',
    unitIds: [id('OSC-B')],
    kind: 'reply',
    replyTo: anId(0x903),
    text: '请其在接待区等候，承办法官 10 分钟后到',
    sentAt: ago(1740),
    receipts: { [id('OSC-B')]: { name: '吴', deliveredAt: ago(1739), readAt: ago(1730) } },
  }),
];

const state = (): { stream: string; version: number; state: unknown }[] => [
  ...units.map((unit) => ({ stream: `unit/${unit.unitId}`, version: 1, state: unit })),
  { stream: `operation/${operationId}`, version: 1, state: operation },
  ...orders.map((order) => ({ stream: `order/${order.orderId}`, version: 1, state: order })),
  ...(phase === 'calm' ? [] : [{ stream: `incident/${incident.incidentId}`, version: 1, state: incident }]),
  ...messages.map((message) => ({ stream: `message/${message.messageId}`, version: 1, state: message })),
];
const seats = scenario.accounts.map((account: { courtCode: string }) => ({
  ...account,
  password: scenario.password,
  courtName: nameOf(account.courtCode),
}));
let caller: Caller = aCaller('operator', { courtCode: '510104', name: '林', seat: '一号席' });
const line = (seq: number, seconds: number, stream: string, type: string, body: object) => ({
  seq,
  at: ago(seconds),
  stream,
  type,
  actor: 'x',
  actorName: '林',
  body,
  hash: 'x',
});
const timeline = () => [
  line(1, 5400, `operation/${operationId}`, 'operation_approved', {
    documentNumber: '（2026）川0104执行批1号',
  }),
  line(2, 2820, 'order/1', 'order_issued', { unitIds: [id('A1-01'), id('A1-02')], text: orders[2]!.text }),
  line(3, 2201, `operation/${operationId}`, 'site_advanced', {
    siteId: siteId['B'],
    from: 'on_scene',
    to: 'executing',
  }),
  line(4, 143, 'message/1', 'message_sent', { fromName: '许', text: messages[0]!.text }),
  line(5, 69, 'incident/1', 'incident_raised', { unitId: id('BLF-3'), kind: 'device_snatched' }),
  line(6, 35, 'order/2', 'order_overdue', { unitId: id('A2-01') }),
  line(7, 20, 'order/3', 'order_issued', {
    unitIds: [id('Q-01'), id('Q-02'), id('V5')],
    text: orders[0]!.text,
  }),
];

async function body(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const part of request) text += part;
  return JSON.parse(text || '{}');
}

const api: Record<string, (input: Record<string, string>) => unknown> = {
  'setup.read': () => ({
    ok: true,
    value: {
      configured,
      drill: phase !== 'first',
      courtCode: '510104',
      courtName: nameOf('510104'),
      drillSeats: configured ? seats : [],
      hubTime: ago(0),
      ruleSetVersion: '2026-11.1',
    },
  }),
  'directory.courts': () => ({ ok: true, value: { courts } }),
  'setup.start_drill': () => ((configured = true), { ok: true, value: { seats } }),
  'session.sign_in': ({ login, password, seat = '' }) => {
    const account = seats.find((one: { login: string }) => one.login === login);
    if (login === 'locked')
      return { ok: false, error: { code: 'account_locked', params: { until: ago(-300) } } };
    if (!account || password !== account.password) return { ok: false, error: { code: 'wrong_password' } };
    caller = aCaller(account.role, { name: account.name, courtCode: account.courtCode, seat });
    return {
      ok: true,
      value: { token: 'token', caller, courtName: account.courtName, expiresAt: ago(-36000) },
    };
  },
};

const server = createServer((request, response) => {
  void (async () => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const name = path.replace('/api/', '');
    if (api[name])
      return void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(api[name](await body(request))));
    const file = await readPageFile(resolve(pages), path);
    for (const [key, value] of Object.entries(pageHeaders('console'))) response.setHeader(key, value);
    if (!file) return void response.writeHead(404).end();
    response.setHeader('content-type', file.contentType).end(file.bytes);
  })();
});
new WebSocketServer({ server }).on('connection', (socket) => {
  const say = (message: DownMessage) => socket.send(JSON.stringify(message));
  socket.on('message', (data) => {
    const up = JSON.parse(String(data)) as UpMessage;
    if (up.t === 'hello') {
      say({ t: 'welcome', caller, hubTime: Date.now(), epoch: 'e', head: 9, resumed: false });
      say({ t: 'snapshot', head: 9, streams: state() });
      say({ t: 'slots', slots: units.map((unit, n) => [n, unit.unitId]) });
      say({
        t: 'presence',
        units: units.map((unit, n) => ({
          unitId: unit.unitId,
          online: n % 7 !== 5,
          lastHeardAt: Date.now(),
          batteryPct: (scenario.units[n] as ScenarioUnit).batteryPct,
          network: '5G',
          camera: 'on',
          clockOffsetMs: 0,
        })),
      });
      const frame = () => socket.send(encodePositionFrame(Date.now(), units.map((unit, n) => { const site = operation.sites[unit.assignment?.siteId ?? '']?.plan ?? { lng: 106.5107, lat: 29.5023 }; return { slot: n, lng: site.lng + Math.sin(n) * 0.001, lat: site.lat + Math.cos(n * 2) * 0.0008, at: Date.now() - (n % 9 === 4 ? 34_000 : n % 9 === 7 ? 90_000 : (n % 4) * 1000), headingDeg: null, speedMps: null }; }))); // prettier-ignore
      const timer = setInterval(frame, 1000);
      socket.on('close', () => clearInterval(timer));
    }
    if (up.t === 'ping') say({ t: 'pong', sentAt: up.sentAt, hubTime: Date.now() });
    if (up.t === 'call') {
      if (up.name === 'record.timeline')
        return say({ t: 'reply', id: up.id, ok: true, value: { lines: timeline() } });
      if (up.name === 'session.read')
        return say({
          t: 'reply',
          id: up.id,
          ok: true,
          value: { caller, courtName: nameOf(caller.courtCode), expiresAt: ago(-3600) },
        });
      if (up.name.startsWith('media.'))
        return say({ t: 'reply', id: up.id, ok: false, error: { code: 'relay_unavailable' } });
      console.log(up.name, JSON.stringify(up.input));
      say({ t: 'reply', id: up.id, ok: true, value: { version: 2 } });
    }
  });
});
server.listen(Number(port), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}/console.html`),
);
