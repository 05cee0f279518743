import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Report, type RecordLine } from '#contracts/record.ts';
import { buildOperationReport } from '#domain/report/build-report.ts';
import {
  decideAcknowledgeIncident,
  decideAdvanceIncident,
  decideCallFalseAlarm,
  decideConfirmIncident,
  decideRaiseSos,
  decideRecordPoliceCall,
} from '#domain/incident/decide.ts';
import type { Incident } from '#domain/incident/state.ts';
import { decideSendMessage } from '#domain/message/decide.ts';
import { decideDraftOperation, decideFormTeam, decidePlaceSite } from '#domain/operation/decide.ts';
import type { Operation } from '#domain/operation/state.ts';
import {
  decideAcknowledgeOrder,
  decideDeliverOrder,
  decideIssueOrder,
  decideOverdue,
  decideReassignOrder,
  decideReissueOrder,
  decideReportOrder,
  decideRevokeOrder,
} from '#domain/order/decide.ts';
import type { Order } from '#domain/order/state.ts';
import { evolveStream } from '#domain/streams.ts';
import type { Unit } from '#domain/unit/state.ts';
import {
  aCaller,
  anId,
  anOperation,
  aPhone,
  aSitePlan,
  at,
  aTeam,
  aUnit,
  given,
  NOW,
  NOW_MS,
} from '#support/build.ts';

const operationId = anId(0x200);
const units = new Map<string, Unit>(
  [0x101, 0x102, 0x103, 0x104, 0x105].map((n, i) => [
    anId(n),
    aUnit(
      { unitId: anId(n) },
      {
        callSign: `A1-0${i + 1}`,
        kind: (['officer', 'bailiff', 'assistant', 'vehicle', 'officer'] as const)[i]!,
        cameraLabel: i < 2 ? `CAM-${i}` : '',
      },
    ),
  ]),
);
const unitIds = [...units.keys()];
const unitOf = (n: number): Unit => units.get(unitIds[n % unitIds.length]!)!;

/** Plays choices through the deciders, as a hub does, and keeps what they recorded. */
function play(choices: [what: number, who: number, whom: number, which: number][]): RecordLine[] {
  const states = new Map<string, unknown>();
  const lines: RecordLine[] = [];
  let second = 0;
  const take = (events: { stream: string; event: { type: string } }[]) => {
    for (const { stream, event } of events) {
      states.set(stream, evolveStream(stream, states.get(stream) ?? null, event));
      if (stream.startsWith('unit/')) continue; // the timeline of an operation holds none of these
      const { type, ...body } = event;
      lines.push({
        seq: lines.length + 1,
        at: at(second),
        stream,
        type,
        actor: '',
        actorName: '',
        body,
        hash: `hash ${lines.length + 1}`,
      });
    }
  };
  const grant = (
    decision: { ok: true; value: { stream: string; event: { type: string } }[] } | { ok: false },
  ) => {
    if (decision.ok) take(decision.value);
  };
  const operation = () => states.get(`operation/${operationId}`) as Operation;
  const all = <T>(kind: string): T[] =>
    [...states].flatMap(([stream, state]) => (stream.startsWith(`${kind}/`) ? [state as T] : []));
  const seat = () => given(aCaller('duty_chief', { id: anId(0xa08) }), at(second));
  const phone = (unit: Unit) => given(aPhone(unit.unitId), at(second));
  const commandId = anId(1);
  const occurredAt = NOW;

  grant(
    decideDraftOperation(
      null,
      {
        commandId,
        operationId,
        title: '查封',
        type: 'seizure',
        plannedStart: NOW,
        cases: anOperation().cases,
      },
      { ...seat(), number: '1', ruleSetVersion: 'v' },
    ),
  );
  grant(
    decidePlaceSite(
      operation(),
      { commandId, operationId, site: aSitePlan({ commanderUnitId: unitIds[4]! }) },
      seat(),
    ),
  );
  grant(
    decideFormTeam(
      operation(),
      unitIds.slice(0, 4).map((id) => units.get(id)!),
      { commandId, operationId, team: aTeam({ unitIds: unitIds.slice(0, 4) }) },
      seat(),
    ),
  );

  for (const [what, who, whom, which] of choices) {
    second += 7;
    // The latest two of each, so that a thing lives through several steps before the next one is picked.
    const order = all<Order>('order').slice(-2)[which % 2];
    const addressed =
      order && what >= 1 && what <= 8 ? Object.keys(order.receipts).map((id) => units.get(id)!) : [];
    const unit = addressed[who % addressed.length] ?? unitOf(who);
    const other = unitOf(whom);
    const incident = all<Incident>('incident').slice(-2)[which % 2];
    const fresh = anId(0x1000 + second);
    const on = (o: Order) => ({ commandId, orderId: o.orderId });
    const at_ = (i: Incident) => ({ commandId, incidentId: i.incidentId });
    switch (what) {
      case 0: grant(decideIssueOrder(null, operation(), [unit, other], { commandId, orderId: fresh, operationId, unitIds: [unit.unitId, other.unitId], text: '到位', templateId: null, priority: 'routine', replyBySeconds: 20 }, seat())); break;
      case 1: if (order) grant(decideDeliverOrder(order, { ...on(order), occurredAt }, phone(unit))); break;
      case 2: if (order) grant(decideAcknowledgeOrder(order, { ...on(order), occurredAt }, phone(unit))); break;
      case 3: if (order) grant(decideReportOrder(order, unit, { ...on(order), state: 'executing', reason: '', occurredAt }, phone(unit))); break;
      case 4: if (order) grant(decideReportOrder(order, unit, { ...on(order), state: 'done', reason: '', occurredAt }, phone(unit))); break;
      case 5: if (order) grant(decideReportOrder(order, unit, { ...on(order), state: 'unable', reason: '门锁', occurredAt }, phone(unit))); break;
      case 6: for (const o of all<Order>('order')) take(decideOverdue(o, NOW_MS + second * 1000, seat())); break;
      case 7: if (order) grant(decideReissueOrder(order, { ...on(order), unitId: unit.unitId, replyBySeconds: 20 }, seat())); break;
      case 8: if (order) grant(decideReassignOrder(order, operation(), other, { ...on(order), fromUnitId: unit.unitId, toUnitId: other.unitId, replyBySeconds: 20 }, seat())); break;
      case 9: if (order) grant(decideRevokeOrder(order, { ...on(order), reason: '取消' }, seat())); break;
      case 10: grant(decideRaiseSos(null, incident ?? null, unit, operation(), { commandId, incidentId: fresh, position: null, raisedAt: NOW }, phone(unit))); break;
      case 11: if (incident) grant(decideAcknowledgeIncident(incident, at_(incident), seat())); break;
      case 12: if (incident) grant(decideConfirmIncident(incident, operation(), { ...at_(incident), kind: 'violence' }, seat())); break;
      case 13: if (incident) grant(decideCallFalseAlarm(incident, { ...at_(incident), reason: '误触' }, seat())); break;
      case 14: if (incident) grant(decideRecordPoliceCall(incident, { ...at_(incident), step: 'asked', station: '', number: '' }, seat())); break;
      case 15: if (incident) grant(decideAdvanceIncident(incident, { ...at_(incident), to: 'controlled', note: '' }, seat())); break;
      case 16: grant(decideSendMessage(null, operation(), 'JJ', { commandId, messageId: fresh, operationId, unitIds: [], kind: 'note', replyTo: null, text: '收到', occurredAt }, phone(unit))); break;
      case 17: take([{ stream: `viewing/${fresh}`, event: { type: 'viewing_opened', viewId: fresh, unitId: unit.unitId, courtCode: 'JJ', operationId, at: at(second) } as { type: string } }]); break;
      default: throw new Error(`no choice ${what}`);
    } // prettier-ignore
  }
  return lines;
}

const report = (lines: RecordLine[]) =>
  buildOperationReport({ lines, units, courtOf: () => undefined, generatedAt: NOW });
const anyPlay = fc
  .array(fc.tuple(fc.nat(17), fc.nat(4), fc.nat(4), fc.nat(1)), { maxLength: 120, size: 'max' })
  .map(play);

/** Counts from the raw lines alone, in the plainest way: a receipt is an order and a unit that it was once given to. */
function counted(lines: RecordLine[]) {
  const pairs = (type: string, unit: string) =>
    lines.filter((l) => l.type === type).map((l) => `${l.stream} ${String(l.body[unit])}`);
  const given_ = [
    ...lines
      .filter((l) => l.type === 'order_issued')
      .flatMap((l) => (l.body.unitIds as string[]).map((u) => `${l.stream} ${u}`)),
    ...pairs('order_reassigned', 'toUnitId'),
  ];
  const progressed = (...to: string[]) =>
    new Set(
      lines
        .filter((l) => l.type === 'order_progressed' && to.includes(String(l.body.state)))
        .map((l) => `${l.stream} ${String(l.body.unitId)}`),
    );
  const acknowledged = new Set(pairs('order_acknowledged', 'unitId'));
  const overdue = new Set(pairs('order_overdue', 'unitId'));
  const of = (type: string) => lines.filter((l) => l.type === type).length;
  return {
    people: 4, cameras: 2, vehicles: 1, sites: of('site_placed'), orders: of('order_issued'), receipts: given_.length,
    acknowledged: acknowledged.size,
    acknowledgedInTime: [...acknowledged].filter((receipt) => !overdue.has(receipt)).length,
    overdue: overdue.size, done: progressed('done').size, unable: progressed('unable', 'refused').size,
    incidents: of('incident_raised'), falseAlarms: of('incident_called_false'), messages: of('message_sent'), viewings: of('viewing_opened'),
  }; // prettier-ignore
}

describe('[F31] the report', () => {
  it('counts what the raw lines hold, whatever happened', () => {
    fc.assert(
      fc.property(anyPlay, (lines) => {
        expect(report(lines)!.counts).toEqual(counted(lines));
      }),
      { numRuns: 300 },
    );
  });

  it('plays through late sign-offs, reassignments after 无法执行 and false alarms, or it would prove little', () => {
    const met = new Set<string>();
    const plays = fc.sample(anyPlay, { numRuns: 300, seed: 20261124 });
    for (const lines of plays) {
      const built = report(lines)!;
      for (const r of built.orders.flatMap((o) => o.receipts)) {
        if (r.wasOverdue && r.acknowledgedAt !== null) met.add('late sign-off');
        if (r.state === 'reassigned' && r.reason !== '') met.add('reassigned after unable');
        if (r.state === 'revoked') met.add('revoked');
        if (r.state === 'done') met.add('done');
      }
      if (built.counts.falseAlarms > 0) met.add('false alarm');
    }
    expect([...met].sort()).toEqual([
      'done',
      'false alarm',
      'late sign-off',
      'reassigned after unable',
      'revoked',
    ]);
  });

  it('says every time as it was recorded', () => {
    fc.assert(
      fc.property(anyPlay, (lines) => {
        for (const i of report(lines)!.incidents) {
          const first = (type: string, also: (l: RecordLine) => boolean = () => true) =>
            lines.find((l) => l.stream === `incident/${i.incidentId}` && l.type === type && also(l))?.body
              .at ?? null;
          expect([i.raisedAt, i.acknowledgedAt, i.confirmedAt, i.policeAskedAt, i.controlledAt]).toEqual([
            first('incident_raised'), first('incident_acknowledged'), first('incident_confirmed'),
            first('police_call_recorded', (l) => l.body.step === 'asked'), first('incident_advanced', (l) => l.body.to === 'controlled'),
          ]); // prettier-ignore
        }
      }),
    );
  });

  it('fits its contract and names the record that it rests on', () => {
    fc.assert(
      fc.property(anyPlay, (lines) => {
        const built = report(lines)!;
        expect(Report.parse(built)).toEqual(built);
        expect(built.basedOn).toEqual({ seq: lines.length, hash: `hash ${lines.length}` });
      }),
    );
  });

  it('shows who commands a site and counts him there although he is in no team', () => {
    const built = report(play([]))!;
    expect(built.sites).toMatchObject([
      { name: '现场甲', commander: 'A1-05', people: 4, cameras: 2, vehicles: 1 },
    ]);
    expect(built.people.find(({ callSign }) => callSign === 'A1-05')).toMatchObject({
      siteName: '现场甲',
      teamName: '',
    });
  });

  it('is nothing when the lines hold no operation', () => {
    expect(report([])).toBeNull();
    expect(report(play([[16, 0, 0, 0]]).filter((l) => !l.stream.startsWith('operation/')))).toBeNull();
  });
});
