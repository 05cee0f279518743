import { describe, expect, it } from 'vitest';
import type { RecordLine } from '#contracts/record.ts';
import { buildOperationReport } from '#domain/report/build-report.ts';
import { type CountId, evidenceOf } from '#renderer/console/features/report/evidence.ts';
import { COUNT_IDS, reportFileName } from '#renderer/console/features/report/report-text.ts';
import { anId, anOperation, aSitePlan, at, aTeam, aUnit, COURTS, NOW } from '#support/build.ts';

const operationId = anId(0x200);
const [first, second] = [anId(0x101), anId(0x102)];
const units = new Map([
  [first, aUnit({ unitId: first })],
  [second, aUnit({ unitId: second }, { kind: 'vehicle', cameraLabel: '' })],
]);
const by = anId(0xa00);
let seq = 0;
const line = (stream: string, type: string, body: Record<string, unknown>): RecordLine => ({
  seq: ++seq, at: at(seq), stream, type, actor: by, actorName: '林', body: { at: at(seq), by, ...body }, hash: `hash-${seq}`,
}); // prettier-ignore
const order = (n: number, type: string, body: Record<string, unknown>) =>
  line(`order/${anId(n)}`, type, { orderId: anId(n), ...body });
const occurredAt = NOW;
const issued = {
  operationId,
  courtCode: COURTS.own,
  text: '到位',
  templateId: null,
  priority: 'routine',
  replyBySeconds: 60,
  issuerName: '林',
  drill: false,
};
const { cases, title } = anOperation();

const lines = [
  line(`operation/${operationId}`, 'operation_drafted', {
    operationId,
    number: '1',
    title,
    operationType: 'seizure',
    courtCode: COURTS.own,
    plannedStart: NOW,
    cases,
    ruleSetVersion: 'v',
    drill: true,
    proposerName: '林',
  }),
  line(`operation/${operationId}`, 'site_placed', {
    operationId,
    site: aSitePlan({ commanderUnitId: first }),
  }),
  line(`operation/${operationId}`, 'team_formed', { operationId, team: aTeam({ unitIds: [first, second] }) }),
  order(0x701, 'order_issued', { ...issued, unitIds: [first, second] }),
  order(0x701, 'order_acknowledged', { unitId: first, occurredAt }),
  order(0x701, 'order_overdue', { unitId: second, replyBySeconds: 60, escalatedTo: 'duty_chief' }),
  order(0x701, 'order_acknowledged', { unitId: second, occurredAt }),
  order(0x701, 'order_progressed', { unitId: first, state: 'done', reason: '', occurredAt }),
  order(0x701, 'order_progressed', { unitId: second, state: 'unable', reason: '车坏', occurredAt }),
  order(0x702, 'order_issued', { ...issued, unitIds: [first] }),
  line(`incident/${anId(0x800)}`, 'incident_raised', {
    incidentId: anId(0x800),
    kind: 'violence',
    source: 'sos',
    courtCode: COURTS.own,
    placeCourtCode: COURTS.own,
    operationId,
    siteId: null,
    unitId: first,
    position: null,
    note: '',
    occurredAt,
    drill: true,
  }),
  line(`incident/${anId(0x800)}`, 'incident_called_false', {
    incidentId: anId(0x800),
    reason: '误触',
    name: '林',
  }),
  line(`message/${anId(0x900)}`, 'message_sent', {
    messageId: anId(0x900),
    operationId,
    courtCode: COURTS.own,
    fromUnitId: null,
    fromName: '林',
    unitIds: [first],
    kind: 'note',
    replyTo: null,
    text: '注意',
    occurredAt,
    drill: true,
  }),
  line(`viewing/${anId(0x901)}`, 'viewing_opened', {
    viewId: anId(0x901),
    unitId: first,
    courtCode: COURTS.own,
    operationId,
    viewerName: '林',
    viewerRole: 'operator',
    viewerCourt: COURTS.own,
    seat: '1',
    purpose: '',
  }),
  line(`viewing/${anId(0x902)}`, 'record_opened', {
    viewId: anId(0x902),
    what: 'report',
    unitId: null,
    courtCode: COURTS.own,
    operationId,
    viewerName: '林',
    viewerRole: 'operator',
    viewerCourt: COURTS.own,
    seat: '1',
  }),
];
const report = buildOperationReport({ lines, units, courtOf: () => undefined, generatedAt: NOW })!;
const count = (id: CountId) => evidenceOf({ of: 'count', id }, lines);

describe('[F31] the records behind a figure', () => {
  it.each([
    'sites',
    'orders',
    'acknowledged',
    'acknowledgedInTime',
    'overdue',
    'done',
    'unable',
    'incidents',
    'falseAlarms',
    'messages',
    'viewings',
  ] as const)('are as many as the report counts: %s', (id) => {
    expect(count(id)).toHaveLength(report.counts[id]);
    expect(report.counts[id]).toBeGreaterThan(0);
  });

  it('of people and things are the records that name them', () => {
    for (const id of ['people', 'cameras', 'vehicles'] as const)
      expect(count(id).map((one) => one.type)).toEqual(['site_placed', 'team_formed']);
    expect(count('receipts').map((one) => one.type)).toEqual(['order_issued', 'order_issued']);
  });

  it('are in time only where nothing was overdue before', () => {
    expect(count('acknowledgedInTime').map((one) => one.body['unitId'])).toEqual([first]);
  });

  it('of one order, incident or site are those of it alone', () => {
    expect(evidenceOf({ of: 'order', orderId: anId(0x702), name: '' }, lines)).toHaveLength(1);
    expect(evidenceOf({ of: 'incident', incidentId: anId(0x800), name: '' }, lines)).toHaveLength(2);
    expect(
      evidenceOf({ of: 'site', siteId: aSitePlan().siteId, name: '' }, lines).map((one) => one.type),
    ).toEqual(['site_placed']);
    expect(evidenceOf({ of: 'cases' }, lines).map((one) => one.type)).toEqual(['operation_drafted']);
  });
});

it('shows every count of the report', () => {
  expect([...COUNT_IDS].sort()).toEqual(Object.keys(report.counts).sort());
});

it('names a file that every file system takes, and marks a drill', () => {
  expect(reportFileName({ number: '51/1', title: '查封: "甲"?', drill: true }, '演练', 'pdf')).toBe(
    '51_1 查封_ _甲__ 演练.pdf',
  );
});
