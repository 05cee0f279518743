import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import { openSpine, type Spine } from '#hub/spine.ts';
import { openMemoryEventStore } from '#hub/store/memory-event-store.ts';
import type { EventStore } from '#hub/ports.ts';
import { createFeed, type Feed } from '#hub/sync/feed.ts';
import { createLines, type Lines } from '#hub/sync/lines.ts';
import { lookupOf } from '#hub/world.ts';
import { aCaller, anId, aPhone, aSitePlan, aTeam, COURTS, isBelow, NOW, NOW_MS } from '#support/build.ts';
import { aLine, type FakeLine } from '#support/hub/fake-line.ts';

const [OWN, MATE, PARTNER] = [anId(0x101), anId(0x102), anId(0x103)];
const [OPERATION, ORDER, EPOCH] = [anId(0x200), anId(0x700), 'epoch'];
const stamp = { at: NOW, by: 'x' };
const profile = {
  kind: 'officer',
  callSign: 'A1',
  name: '何',
  sex: null,
  enforcementIdUntil: null,
  policeNumber: '',
  plate: '',
  cameraLabel: '',
  skills: [],
};
const unit = (unitId: string, type: string, part: object = {}) => ({
  stream: `unit/${unitId}`,
  event: { type, ...stamp, unitId, ...part },
});
const registered = (unitId: string, courtCode: string) =>
  unit(unitId, 'unit_registered', {
    courtCode,
    drill: false,
    profile: { ...profile, callSign: unitId.slice(-3) },
  });
const operation = (type: string, part: object = {}) => ({
  stream: `operation/${OPERATION}`,
  event: { type, ...stamp, operationId: OPERATION, ...part },
});
const drafted = operation('operation_drafted', {
  number: '1',
  title: '查封',
  operationType: 'seizure',
  courtCode: COURTS.own,
  plannedStart: NOW,
  cases: [],
  ruleSetVersion: '1',
  drill: false,
  proposerName: '林',
});
const formed = (...unitIds: string[]) => [
  operation('team_formed', { team: aTeam({ unitIds }) }),
  ...unitIds.map((unitId) =>
    unit(unitId, 'unit_assigned', { operationId: OPERATION, siteId: anId(0x300), teamId: anId(0x400) }),
  ),
];
const submitted = operation('operation_submitted', { submitterName: '林' });
const approved = operation('operation_approved', { documentNumber: '1', opinion: '', approverName: '周' });
const issued = {
  stream: `order/${ORDER}`,
  event: {
    type: 'order_issued',
    ...stamp,
    orderId: ORDER,
    operationId: OPERATION,
    courtCode: COURTS.own,
    unitIds: [OWN],
    text: '到位',
    templateId: null,
    priority: 'routine',
    replyBySeconds: 60,
    issuerName: '林',
    drill: false,
  },
};

let store: EventStore;
let spine: Spine;
let lines: Lines;
let feed: Feed;
let commands = 0;

const record = async (...events: { stream: string; event: { type: string } }[]) => {
  const done = await spine.execute({
    commandId: anId(0x10000 + ++commands),
    caller: aCaller(),
    decide: () => ok(events),
  });
  expect(done.ok).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
};
async function openLine(
  caller: Caller,
  hello: { cursor: number | null; epoch: string | null } = { cursor: null, epoch: null },
): Promise<FakeLine> {
  const line = aLine(caller);
  await feed.open(line, { ...hello, hubTime: NOW_MS });
  lines.add(line);
  return line;
}
/** What was said since the last time, in short. */
const heard = (line: FakeLine): string[] =>
  line.sent.splice(0).flatMap((message) => {
    switch (message.t) {
      case 'welcome': return [message.resumed ? 'resumed' : 'welcome'];
      case 'snapshot': return [`snapshot ${message.streams.map(({ stream }) => stream).sort().join(' ')}`];
      case 'events': return message.events.map(({ event }) => event.type);
      case 'stream': return [`stream ${message.stream}`];
      case 'gone': return [`gone ${message.stream}`];
      default: return [message.t];
    }
  }); // prettier-ignore

beforeEach(async () => {
  store = await openMemoryEventStore();
  spine = await openSpine({
    store,
    clock: { now: () => NOW_MS },
    ids: { next: () => anId(1) },
    drill: () => false,
    reserve: { release: () => false, isSpent: () => false },
  });
  lines = createLines();
  feed = createFeed({ spine, store, lines, lookup: lookupOf(spine.world, isBelow), epoch: EPOCH });
  await record(
    registered(OWN, COURTS.own),
    registered(MATE, COURTS.own),
    registered(PARTNER, COURTS.partner),
  );
});

describe('what hangs on an operation comes and goes with it', () => {
  it('[R62] on approval a partner court gets the operation, its units and its orders, whole', async () => {
    await record(drafted, operation('site_placed', { site: aSitePlan() }), ...formed(OWN, PARTNER), issued);
    const partner = await openLine(aCaller('operator', { courtCode: COURTS.partner }));
    expect(heard(partner)).toEqual(['welcome', `snapshot unit/${PARTNER}`]);
    await record(submitted);
    expect(heard(partner)).toEqual([]);
    await record(approved);
    expect(heard(partner).sort()).toEqual([
      `stream operation/${OPERATION}`,
      `stream order/${ORDER}`,
      `stream unit/${OWN}`,
    ]);
  });

  it('an officer who leaves the team loses the operation and his mates, and keeps his own order', async () => {
    await record(drafted, operation('site_placed', { site: aSitePlan() }), ...formed(OWN, MATE), issued);
    const phone = await openLine(aPhone(OWN));
    heard(phone);
    await record(
      operation('team_formed', { team: aTeam({ unitIds: [MATE] }) }),
      unit(OWN, 'unit_released', { operationId: OPERATION }),
    );
    expect(heard(phone).sort()).toEqual([
      `gone operation/${OPERATION}`,
      `gone unit/${MATE}`,
      'unit_released',
    ]);
  });

  it('a team-mate who joins comes whole to those who are there', async () => {
    await record(drafted, operation('site_placed', { site: aSitePlan() }), ...formed(OWN));
    const phone = await openLine(aPhone(OWN));
    heard(phone);
    await record(...formed(OWN, MATE));
    expect(heard(phone)).toEqual(['team_formed', 'unit_assigned', `stream unit/${MATE}`]);
  });
});

describe('resuming', () => {
  const cursorNow = () => ({ cursor: spine.head(), epoch: EPOCH });

  it('sends the events since the cursor, and whole what came into sight by another stream’s event', async () => {
    await record(
      drafted,
      operation('site_placed', { site: aSitePlan() }),
      ...formed(OWN, PARTNER),
      issued,
      submitted,
    );
    const partner = aCaller('operator', { courtCode: COURTS.partner });
    lines.remove(await openLine(partner));
    const place = cursorNow();
    await record(
      approved,
      unit(PARTNER, 'unit_status_changed', { status: 'en_route', reason: '', occurredAt: NOW }),
    );
    const again = await openLine(partner, place);
    expect(heard(again)).toEqual([
      'resumed',
      'operation_approved',
      'unit_status_changed',
      `stream unit/${OWN}`,
      `stream order/${ORDER}`,
    ]);
  });

  it('tells what went out of sight meanwhile, and nothing of what was never in it', async () => {
    await record(drafted, operation('site_placed', { site: aSitePlan() }), ...formed(OWN, MATE));
    lines.remove(await openLine(aPhone(MATE)));
    const place = cursorNow();
    await record(
      operation('team_formed', { team: aTeam({ unitIds: [OWN] }) }),
      unit(MATE, 'unit_released', { operationId: OPERATION }),
      issued,
    );
    const again = heard(await openLine(aPhone(MATE), place));
    expect(again.sort()).toEqual([
      `gone operation/${OPERATION}`,
      `gone unit/${OWN}`,
      'resumed',
      'unit_released',
    ]);
  });

  it('after a restart tells rather too much than too little', async () => {
    await record(drafted, operation('site_placed', { site: aSitePlan() }), ...formed(OWN, MATE));
    const place = cursorNow();
    await record(
      operation('team_formed', { team: aTeam({ unitIds: [OWN] }) }),
      unit(MATE, 'unit_released', { operationId: OPERATION }),
    );
    const again = heard(await openLine(aPhone(MATE), place));
    expect(again).toEqual(
      expect.arrayContaining(['resumed', `gone operation/${OPERATION}`, `gone unit/${OWN}`]),
    );
  });

  it('an event that is recorded while the page is being greeted comes once', async () => {
    const place = cursorNow();
    await record(unit(OWN, 'device_enrolled', { deviceName: '甲' }));
    const line = aLine(aCaller());
    const opening = feed.open(line, { ...place, hubTime: NOW_MS });
    await record(unit(OWN, 'device_revoked', { reason: '丢失' }));
    await opening;
    lines.add(line);
    await record(unit(OWN, 'device_enrolled', { deviceName: '乙' }));
    expect(heard(line)).toEqual(['resumed', 'device_enrolled', 'device_revoked', 'device_enrolled']);
  });
});

it('a line that closed while it was being greeted is sent nothing more', async () => {
  const line = aLine(aCaller());
  await feed.open(line, { cursor: null, epoch: null, hubTime: NOW_MS });
  feed.forget(line);
  heard(line);
  await record(unit(OWN, 'device_enrolled', { deviceName: '甲' }));
  expect(heard(line)).toEqual([]);
});

it('a page that sees nothing of it is told the new place in the log with its heartbeat, once', async () => {
  const phone = await openLine(aPhone(OWN));
  await record(unit(PARTNER, 'device_enrolled', { deviceName: '甲' }));
  phone.sent.length = 0;
  feed.catchUp(phone);
  feed.catchUp(phone);
  expect(phone.sent).toEqual([{ t: 'events', to: spine.head(), events: [] }]);
});

it('a stream asked for comes whole if it may be seen, and is called gone if it is not there or not for this caller', async () => {
  const phone = await openLine(aPhone(OWN));
  heard(phone);
  for (const stream of [`unit/${OWN}`, `unit/${PARTNER}`, 'unit/none', 'rubbish']) feed.need(phone, stream);
  expect(heard(phone)).toEqual([
    `stream unit/${OWN}`,
    `gone unit/${PARTNER}`,
    'gone unit/none',
    'gone rubbish',
  ]);
});
