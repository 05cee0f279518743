import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contracts/endpoint.ts';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { callFalseAlarm, raiseIncident, raiseSos, reviewIncident } from '#contracts/incident.ts';
import { sendMessage } from '#contracts/message.ts';
import { formTeam } from '#contracts/operation.ts';
import { issueOrder } from '#contracts/order.ts';
import { proposeAccount } from '#contracts/account.ts';
import { registerUnit } from '#contracts/unit.ts';
import type { Role } from '#contracts/roles.ts';
import type { DownMessage } from '#contracts/sync.ts';
import { POLICY, type Relation } from '#domain/policy/policy.ts';
import { callHttp } from '#renderer/client/http-call.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { NOTHING, openPage, type TestPage } from '#support/hub/page.ts';
import { approvePlan, closePlan, type Plan, planOperation } from '#support/hub/plan.ts';
import {
  aProfile,
  type Court,
  COURT,
  foundTestCourt,
  newId,
  openTestHub,
  PASSWORD,
  type TestHub,
} from '#support/hub/test-hub.ts';

const HIGHER = '5101';
const PARTNER = '500105';
const STRANGER = '510105';
const now = () => new Date().toISOString();

/** What the policy answers; every other code means that it let the call through. */
const REFUSALS: readonly string[] = [
  'not_allowed',
  'not_your_court',
  'not_your_operation',
  'supervisor_cannot_order_units',
  'signed_out',
  'launch_token_wrong',
];
const PAST = 'past the policy';
type Answer = Awaited<ReturnType<typeof callHttp>>;
const verdict = (answer: Answer) =>
  !answer.ok && REFUSALS.includes(answer.error.code) ? answer.error.code : PAST;

/** Things of one court, for an endpoint to be about. */
type Things = Plan & {
  unitId: string;
  spareUnitId: string;
  accountId: string;
  orderId: string;
  incidentId: string;
  messageId: string;
  courtCode: string;
};

/** For every endpoint an input that fits its contract. Where a thing has to be there, it is the one of `things`. */
function inputOf(name: string, things: Things, ownUnitId: string): unknown {
  const { operationId, siteId, unitId, spareUnitId, accountId, orderId, incidentId, messageId, courtCode } =
    things;
  const commandId = newId();
  const plan = { title: '改（虚构）', type: 'seizure', plannedStart: now(), cases: [] };
  const site = {
    siteId,
    name: '甲',
    address: '某路1号',
    placeCourtCode: COURT,
    lng: 104.08,
    lat: 30.65,
    radiusMeters: 200,
    commanderUnitId: null,
    womanMayBeSearched: false,
  };
  const admin = (login: string) => ({ login, name: login, password: PASSWORD });
  const operation = { commandId, operationId };
  const order = { commandId, orderId };
  const incident = { commandId, incidentId };
  const INPUTS: Record<string, unknown> = {
    'account.propose': { commandId, accountId, login: 'again', name: '再（虚构）', courtCode, role: 'operator', password: PASSWORD },
    'account.decide': { commandId, accountId, granted: true, reason: '' },
    'account.disable': { commandId, accountId, reason: '离岗' },
    'account.unlock': { commandId, accountId },
    'account.reset_password': { commandId, accountId, password: PASSWORD },
    'incident.raise_sos': { commandId, incidentId, position: null, raisedAt: now() },
    'incident.raise': { commandId, incidentId, kind: 'siege', source: 'voice', operationId, unitId, position: null, note: '围堵' },
    'incident.acknowledge': incident,
    'incident.confirm': { ...incident, kind: 'siege' },
    'incident.call_false_alarm': { ...incident, reason: '误报' },
    'incident.grade': { ...incident, grade: 'general', reason: '' },
    'incident.advance': { ...incident, to: 'resolved', note: '' },
    'incident.review': { ...incident, to: 'reviewed', note: '复盘' },
    'incident.record_police_call': { ...incident, step: 'asked', station: '', number: '' },
    'media.open_uplink': { offer: 'v=0 of nobody' },
    'media.close_uplink': {},
    'media.open_view': { viewId: newId(), unitId, operationId, purpose: '查看', offer: 'v=0 of nobody' },
    'media.close_view': { viewId: newId() },
    'media.start_talk': { unitIds: [unitId], operationId },
    'media.end_talk': {},
    'message.send': { commandId, messageId, operationId, unitIds: [unitId], kind: 'note', replyTo: null, text: '注意', occurredAt: now() },
    'message.mark': { commandId, messageId, state: 'read', occurredAt: now() },
    'operation.draft': { commandId, operationId: newId(), ...plan },
    'operation.revise': { ...operation, ...plan },
    'operation.place_site': { ...operation, site },
    'operation.remove_site': { ...operation, siteId },
    'operation.form_team': { ...operation, team: { teamId: newId(), siteId, name: 'A9', function: 'support', unitIds: [unitId] } },
    'operation.disband_team': { ...operation, teamId: newId() },
    'operation.record_document': { ...operation, document: { documentId: newId(), kind: 'other', number: '1', issuer: '院', signedAt: now() } },
    'operation.assess_risk': { ...operation, grade: 'low', factors: '无' },
    'operation.submit': operation,
    'operation.reopen': operation,
    'operation.approve': { ...operation, documentNumber: '审2', opinion: '' },
    'operation.return': { ...operation, reason: '补充' },
    'operation.cancel': { ...operation, reason: '取消' },
    'operation.advance': { ...operation, siteId, to: 'mustering', reason: '', overrides: [] },
    'operation.withdraw': { ...operation, siteId, reason: '' },
    'operation.gate': { operationId },
    'order.issue': { ...order, operationId, unitIds: [unitId], text: '到位', templateId: null, priority: 'routine', replyBySeconds: 600 },
    'order.reissue': { ...order, unitId, replyBySeconds: 60 },
    'order.reassign': { ...order, fromUnitId: unitId, toUnitId: spareUnitId, replyBySeconds: 60 },
    'order.revoke': { ...order, reason: '撤销' },
    'order.deliver': { ...order, occurredAt: now() },
    'order.acknowledge': { ...order, occurredAt: now() },
    'order.report': { ...order, state: 'done', reason: '', occurredAt: now() },
    'record.timeline': { operationId },
    'record.audit': { before: 0, limit: 1, text: '' },
    'record.verify': {},
    'report.build': { operationId },
    'setup.read': {},
    'directory.courts': {},
    'setup.found_court': { commandId, courtCode: COURT, systemAdmin: admin('a1'), securityAdmin: admin('a2'), auditor: admin('a3') },
    'setup.start_drill': { commandId },
    'session.sign_in': { commandId, login: 'nobody', password: PASSWORD, seat: 'A1' },
    'session.sign_out': { commandId },
    'session.read': {},
    'track.trail': { unitId, minutes: 60 },
    'unit.register': { commandId, unitId: spareUnitId, courtCode, profile: aProfile(`S-${courtCode}`) },
    'unit.retire': { commandId, unitId: spareUnitId, reason: '报废' },
    'unit.create_enrolment': { commandId, unitId: spareUnitId },
    'unit.revoke_device': { commandId, unitId: spareUnitId, reason: '丢失' },
    'unit.set_status': { commandId, unitId: ownUnitId, status: 'on_scene', reason: '', occurredAt: now() },
    'field.enrol': { commandId, code: 'AAAA-BBBB-CCCC', deviceName: '测试机' },
  }; // prettier-ignore
  if (!(name in INPUTS)) throw new Error(`no input for ${name}: add the new endpoint to this table`);
  return INPUTS[name];
}

type Seat = { page: TestPage; token: string; url: string };

/** Signing out comes last, because nothing comes after it. */
const NAMES = [...ENDPOINTS.keys()].filter((name) => name !== 'session.sign_out').concat('session.sign_out');

/** Endpoints whose thing is the caller's own (his court, his uplink, his words), whoever else's the ids are. */
const ABOUT_ONESELF = [
  'operation.draft',
  'media.open_uplink',
  'media.close_uplink',
  'media.close_view',
  'media.end_talk',
  'record.audit',
  'record.verify',
];
/** Endpoints about a court's roster and accounts: a phone belongs to no roster, it is in it. */
const ABOUT_THE_COURT =
  /^(operation\.draft$|account\.|unit\.(register|retire|create_enrolment|revoke_device)$|record\.(audit|verify)$)/;

function expected(role: Role, { access }: Endpoint, held: readonly Relation[]): string {
  if (access === 'public' || access === 'session') return PAST;
  if (access === 'launch') return 'launch_token_wrong';
  const allowed = POLICY[access][role];
  if (allowed?.some((relation) => held.includes(relation))) return PAST;
  if (role === 'supervisor' && access === 'order.issue') return 'supervisor_cannot_order_units';
  if (!allowed) return 'not_allowed';
  return held.includes('participant') || held.includes('member') ? 'not_your_operation' : 'not_your_court';
}

async function verdicts(
  { page, token, url }: Seat,
  things: Things,
  ownUnitId: string,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of NAMES) {
    const endpoint = ENDPOINTS.get(name)!;
    const input = inputOf(name, things, ownUnitId);
    // The answer to signing out does not come over the line that it ends.
    const call =
      name === 'session.sign_out'
        ? callHttp(endpoint, input, { url, token })
        : page.client.call(endpoint, input);
    found[name] = verdict(await call);
  }
  return found;
}

const expectedOf = (role: Role, heldFor: (endpoint: Endpoint) => readonly Relation[]) =>
  Object.fromEntries(
    NAMES.map((name) => [name, expected(role, ENDPOINTS.get(name)!, heldFor(ENDPOINTS.get(name)!))]),
  );

describe('[F25] every role × every endpoint', () => {
  let test: TestHub;
  let court: Court;
  let things: Things;
  let commander: { unitId: string; token: string };
  let officer: { unitId: string; token: string };
  const pages: TestPage[] = [];
  const open = async (token: string) => {
    const url = test.hub.consoleUrl;
    const page = await openPage(url, token);
    pages.push(page);
    return { page, token, url };
  };

  beforeAll(async () => {
    test = await openTestHub({ startSide: idleSide });
    court = await foundTestCourt(test);
    commander = await court.phone('A1-01');
    officer = await court.phone('A1-02');
    const [operator, approver] = [await court.seat('operator'), await court.seat('approver')];
    const plan = await planOperation(test, operator, {
      unitIds: [commander.unitId, officer.unitId],
      commanderUnitId: commander.unitId,
    });
    await approvePlan(test, approver, plan);
    const ids = {
      spareUnitId: newId(),
      accountId: newId(),
      orderId: newId(),
      incidentId: newId(),
      messageId: newId(),
    };
    const { operationId } = plan;
    const { unitId } = officer;
    await test.must(
      registerUnit,
      { commandId: newId(), unitId: ids.spareUnitId, courtCode: COURT, profile: aProfile('S-0') },
      operator,
    );
    await test.must(
      proposeAccount,
      {
        commandId: newId(),
        accountId: ids.accountId,
        login: 'target',
        name: '某（虚构）',
        courtCode: COURT,
        role: 'operator',
        password: PASSWORD,
      },
      court.system,
    );
    await test.must(
      issueOrder,
      {
        commandId: newId(),
        orderId: ids.orderId,
        operationId,
        unitIds: [unitId],
        text: '到位',
        templateId: null,
        priority: 'routine',
        replyBySeconds: 3600,
      },
      operator,
    );
    await test.must(
      raiseIncident,
      {
        commandId: newId(),
        incidentId: ids.incidentId,
        kind: 'siege',
        source: 'voice',
        operationId,
        unitId,
        position: null,
        note: '围堵',
      },
      operator,
    );
    await test.must(
      sendMessage,
      {
        commandId: newId(),
        messageId: ids.messageId,
        operationId,
        unitIds: [unitId],
        kind: 'note',
        replyTo: null,
        text: '注意',
        occurredAt: now(),
      },
      operator,
    );
    things = { ...plan, ...ids, unitId, courtCode: COURT };
  });
  afterAll(async () => {
    pages.forEach((page) => page.close());
    await test[Symbol.asyncDispose]();
  });

  const SEATS: Role[] = [
    'operator',
    'duty_chief',
    'commander',
    'supervisor',
    'coordinator',
    'approver',
    'auditor',
    'system_admin',
    'security_admin',
  ];

  /** The place of the incident is on the own ground too. */
  const heldAtSeat = ({ name }: Endpoint): Relation[] =>
    name.startsWith('incident.') ? ['own', 'participant'] : ['own'];

  it('has a case for every role', () => {
    expect(
      Object.keys(POLICY['situation.see']).every(
        (role) => SEATS.includes(role as Role) || ['officer', 'on_scene_commander'].includes(role),
      ),
    ).toBe(true);
  });

  it.each(SEATS)('a %s may do with things of the own court what the policy says', async (role) => {
    const seat = await open(await court.seat(role));
    expect(await verdicts(seat, things, officer.unitId)).toEqual(expectedOf(role, heldAtSeat));
  });

  it('a supervisor of the higher court sees, and orders nobody', async () => {
    const seat = await open(await court.seat('supervisor', HIGHER));
    const held = ({ name }: Endpoint): Relation[] => (ABOUT_ONESELF.includes(name) ? ['own'] : ['lower']);
    expect(await verdicts(seat, things, officer.unitId)).toEqual(expectedOf('supervisor', held));
  });

  it.each(SEATS.filter((role) => role !== 'system_admin'))(
    'a %s of a court that has nothing to do with it may do nothing with its things',
    async (role) => {
      const seat = await open(await court.foreignSeat(role, STRANGER));
      const held = ({ name }: Endpoint): Relation[] => (ABOUT_ONESELF.includes(name) ? ['own'] : []);
      // The log is the hub's: the auditor of another court on it reads and verifies nothing.
      const answers = expectedOf(role, held);
      if (role === 'auditor')
        Object.assign(answers, { 'record.audit': 'not_your_court', 'record.verify': 'not_your_court' });
      expect(await verdicts(seat, things, officer.unitId)).toEqual(answers);
    },
  );

  it('an officer of another court that is not in the plan may do nothing with its things', async () => {
    const stranger = await court.foreignPhone('Q1-01', STRANGER);
    const seat = await open(stranger.token);
    const own = ['field.act', 'av.talk'];
    const held = ({ name, access }: Endpoint): Relation[] =>
      own.includes(access) || ABOUT_ONESELF.includes(name) ? ['member'] : [];
    const answers = expectedOf('officer', held);
    // R114: the trail is refused to every phone.
    expect(await verdicts(seat, things, stranger.unitId)).toEqual({
      ...answers,
      'track.trail': 'not_allowed',
    });
  });

  it.each([
    ['officer', 'officer', ['member']],
    ['on_scene_commander', 'commander', ['member', 'commander']],
  ] as const)('an %s may do in the own operation what the policy says', async (role, who, relations) => {
    const phone = who === 'officer' ? officer : commander;
    const seat = await open(phone.token);
    // The order is to the officer alone.
    const ofOrder = relations.filter((relation) => who === 'officer' || relation === 'commander');
    const held = ({ name }: Endpoint): readonly Relation[] =>
      ABOUT_THE_COURT.test(name) ? [] : name.startsWith('order.') ? ofOrder : relations;
    const answers = { ...expectedOf(role, held), 'track.trail': 'not_allowed' };
    const given = await verdicts(seat, things, phone.unitId);
    expect(given).toEqual(answers);
  });

  it('whoever is not signed in gets through to what is open to all, and to nothing else', async () => {
    const answers: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [name, endpoint] of ENDPOINTS) {
      const { access } = endpoint;
      wanted[name] = access === 'public' ? PAST : access === 'launch' ? 'launch_token_wrong' : 'signed_out';
      answers[name] = verdict(
        await callHttp(endpoint, inputOf(name, things, officer.unitId), { url: test.hub.consoleUrl }),
      );
    }
    expect(answers).toEqual(wanted);
  });

  it.each(['', 'x'.repeat(43), 'launch'])(
    'the launch token has to be the right one: %j',
    async (launchToken) => {
      for (const name of ['setup.found_court', 'setup.start_drill']) {
        const answer = await callHttp(ENDPOINTS.get(name)!, inputOf(name, things, officer.unitId), {
          url: test.hub.consoleUrl,
          launchToken,
        });
        expect(verdict(answer)).toBe('launch_token_wrong');
      }
    },
  );
});

/** Every stream that this page was ever sent the content of. */
function shown({ heard }: TestPage): string[] {
  const streams = heard.flatMap((message: DownMessage) => {
    if (message.t === 'snapshot') return message.streams.map(({ stream }) => stream);
    if (message.t === 'events') return message.events.map(({ stream }) => stream);
    return message.t === 'stream' ? [message.stream] : [];
  });
  return [...new Set(streams)].sort();
}

describe('what a subscription must not contain', () => {
  let test: TestHub;
  let court: Court;
  let plan: Plan;
  let frames: string[] = [];
  const pages: Record<string, TestPage> = {};
  const units: Record<string, { unitId: string; token: string }> = {};
  let operator: string;
  let approver: string;
  let chief: string;
  const unit = (name: string) => `unit/${units[name]!.unitId}`;
  const operation = () => `operation/${plan.operationId}`;
  const has = (name: string, stream: string) => {
    const [kind = '', id = ''] = stream.split('/');
    return pages[name]!.replica().kinds[kind]?.has(id) ?? false;
  };
  /** Who holds this stream now, in the order of their names. */
  const holders = (stream: string) =>
    Object.keys(pages)
      .filter((name) => has(name, stream))
      .sort();
  const settled = () => Promise.all(Object.values(pages).map((page) => page.settled()));

  beforeAll(async () => {
    test = await openTestHub({ startSide: idleSide });
    court = await foundTestCourt(test);
    operator = await court.seat('operator');
    approver = await court.seat('approver');
    chief = await court.seat('duty_chief');
    units['leader'] = await court.phone('A1-01');
    units['mate'] = await court.phone('A1-02');
    units['idle'] = await court.phone('A1-03');
    units['guest'] = await court.foreignPhone('J1-01', PARTNER);
    units['outsider'] = await court.foreignPhone('Q1-01', STRANGER);
    const tokens: Record<string, string> = {
      operator, chief, approver,
      auditor: court.auditor, security: court.security, system: court.system,
      supervisor: await court.seat('supervisor', HIGHER),
      partner: await court.foreignSeat('operator', PARTNER),
      stranger: await court.foreignSeat('operator', STRANGER),
      ...Object.fromEntries(Object.entries(units).map(([name, { token }]) => [name, token])),
    }; // prettier-ignore
    for (const [name, token] of Object.entries(tokens)) {
      const page = (pages[name] = await openPage(test.hub.consoleUrl, token));
      page.client.onFrame(() => frames.push(name));
    }
    plan = await planOperation(test, operator, {
      unitIds: ['leader', 'mate', 'guest'].map((name) => units[name]!.unitId),
      commanderUnitId: units['leader']!.unitId,
    });
    await settled();
  });
  afterAll(async () => {
    Object.values(pages).forEach((page) => page.close());
    await test[Symbol.asyncDispose]();
  });

  it('before the approval a plan is with its own court, its own phones and the higher court', () => {
    expect(holders(operation())).toEqual(['approver', 'chief', 'leader', 'mate', 'operator', 'supervisor']);
    expect(holders(unit('guest'))).toEqual(['guest', 'partner']);
  });

  it('[R62] with the approval it comes to the partner court, and to the phone of its unit', async () => {
    await approvePlan(test, approver, plan);
    await settled();
    expect(holders(operation())).toEqual([
      'approver',
      'chief',
      'guest',
      'leader',
      'mate',
      'operator',
      'partner',
      'supervisor',
    ]);
    expect(pages['guest']!.heard).toContainEqual(
      expect.objectContaining({ t: 'stream', stream: operation() }),
    );
    expect(holders(unit('leader'))).toEqual(expect.arrayContaining(['guest', 'mate', 'partner']));
    expect(holders(unit('guest'))).toEqual(expect.arrayContaining(['operator', 'chief', 'leader', 'mate']));
    for (const outside of ['stranger', 'outsider', 'idle', 'auditor', 'security'])
      expect(has(outside, unit('leader'))).toBe(false);
  });

  it('an order, a message and an alarm come to the phones that they concern and to command', async () => {
    const { operationId } = plan;
    const { unitId } = units['mate']!;
    const ids = { order: newId(), message: newId(), incident: newId() };
    await test.must(
      issueOrder,
      {
        commandId: newId(),
        orderId: ids.order,
        operationId,
        unitIds: [unitId],
        text: '到位',
        templateId: null,
        priority: 'routine',
        replyBySeconds: 3600,
      },
      operator,
    );
    await test.must(
      sendMessage,
      {
        commandId: newId(),
        messageId: ids.message,
        operationId,
        unitIds: [unitId],
        kind: 'note',
        replyTo: null,
        text: '注意',
        occurredAt: now(),
      },
      operator,
    );
    await test.must(
      raiseSos,
      { commandId: newId(), incidentId: ids.incident, position: null, raisedAt: now() },
      units['mate']!.token,
    );
    await settled();
    const command = ['approver', 'chief', 'leader', 'mate', 'operator', 'partner', 'supervisor'];
    expect(
      Object.fromEntries(Object.entries(ids).map(([kind, id]) => [kind, holders(`${kind}/${id}`)])),
    ).toEqual({ order: command, message: command, incident: command });
  });

  it('[R114] positions, presence and uplinks go to command roles, never to a phone', async () => {
    frames = [];
    const fix = { lng: 104.08, lat: 30.65, accuracyMeters: 5, headingDeg: 90, speedMps: 1, at: Date.now() };
    for (const name of ['mate', 'guest', 'idle']) pages[name]!.client.send({ t: 'fix', fix });
    const slots = (name: string) =>
      new Set(
        pages[name]!.heard.flatMap((message) =>
          message.t === 'slots' ? message.slots.map(([, unitId]) => unitId) : [],
        ),
      );
    const ids = (...names: string[]) => new Set(names.map((name) => units[name]!.unitId));
    await Promise.all(
      ['operator', 'supervisor', 'partner'].map((name) =>
        pages[name]!.until('slots', () => slots(name).size > (name === 'operator' ? 2 : 1)),
      ),
    );
    expect(slots('operator')).toEqual(ids('mate', 'guest', 'idle'));
    expect(slots('partner')).toEqual(ids('mate', 'guest'));
    await pages['operator']!.until('presence', ({ heard }) => heard.some(({ t }) => t === 'presence'));
    const notForPhones = ['slots', 'presence', 'uplinks'];
    for (const name of [...Object.keys(units), 'auditor', 'security', 'stranger']) {
      expect(frames).not.toContain(name);
      const kinds = pages[name]!.heard.map(({ t }) => t).filter((t) => notForPhones.includes(t));
      // A stranger has its own phone on its board.
      expect(kinds).toEqual(name === 'stranger' ? expect.not.arrayContaining(['slots', 'uplinks']) : []);
    }
    expect(frames).not.toContain('system');
  });

  it('a team formed anew takes the operation and its mates away from who left it', async () => {
    const unitIds = ['leader', 'guest'].map((name) => units[name]!.unitId);
    await test.must(
      formTeam,
      {
        commandId: newId(),
        operationId: plan.operationId,
        team: { teamId: plan.teamId, siteId: plan.siteId, name: 'A1', function: 'enforcement', unitIds },
      },
      operator,
    );
    await settled();
    expect(has('mate', operation())).toBe(false);
    expect(has('mate', unit('leader'))).toBe(false);
    expect(has('mate', unit('mate'))).toBe(true);
    expect(pages['mate']!.heard).toContainEqual({ t: 'gone', stream: operation() });
  });

  it('with 办结 it goes from the partner court and from every phone of it', async () => {
    for (const { incidentId } of pages['chief']!.all('incident')) {
      await test.must(callFalseAlarm, { commandId: newId(), incidentId, reason: '误触' }, operator);
      await test.must(reviewIncident, { commandId: newId(), incidentId, to: 'closed', note: '属实' }, chief);
    }
    await closePlan(test, chief, plan);
    await settled();
    expect(holders(operation())).toEqual(['approver', 'chief', 'leader', 'operator', 'supervisor']);
    expect(holders(unit('guest'))).toEqual(['guest', 'partner']);
    expect(has('partner', unit('leader'))).toBe(false);
    expect(has('guest', unit('leader'))).toBe(false);
  });

  it('over the whole day nobody was sent a kind of thing that is not his', () => {
    const kinds = (name: string) =>
      [...new Set(shown(pages[name]!).map((stream) => stream.split('/')[0]))].sort();
    const situation = ['court', 'incident', 'message', 'operation', 'order', 'unit'];
    expect(Object.fromEntries(Object.keys(pages).map((name) => [name, kinds(name)]))).toEqual({
      operator: situation, chief: situation, approver: situation, supervisor: situation, partner: situation, leader: situation, mate: situation,
      guest: ['court', 'operation', 'unit'],
      idle: ['court', 'unit'], outsider: ['court', 'unit'], stranger: ['court', 'unit'],
      system: ['account', 'court', 'unit'], security: ['account', 'court'], auditor: ['account', 'court'],
    }); // prettier-ignore
    expect(shown(pages['idle']!).filter((stream) => stream.startsWith('unit/'))).toEqual([unit('idle')]);
    expect(shown(pages['stranger']!).filter((stream) => stream.startsWith('unit/'))).toEqual([
      unit('outsider'),
    ]);
  });

  it('no page was told so much as the name of a stream that it never held', () => {
    for (const [name, page] of Object.entries(pages)) {
      const held = new Set(shown(page));
      const gone = page.heard.flatMap((message) => (message.t === 'gone' ? [message.stream] : []));
      expect({
        name,
        gone: gone.filter((stream) => !held.has(stream) && !stream.startsWith(NOTHING)),
      }).toEqual({ name, gone: [] });
    }
  });
});
