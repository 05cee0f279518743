import type { RecordLine, Report } from '#contracts/record.ts';
import type { Court } from '#contracts/session.ts';
import { evolveStream, parseStream } from '../streams.ts';
import type { Incident } from '../incident/state.ts';
import type { Message } from '../message/state.ts';
import { type Operation, operationState, operationUnitIds } from '../operation/state.ts';
import type { Order } from '../order/state.ts';
import { staffOf } from '../rules/departure-gate.ts';
import { isPerson, type Unit } from '../unit/state.ts';

export type ReportFacts = {
  /** Everything recorded of the operation, oldest first (record.timeline). */
  lines: readonly RecordLine[];
  /** Folded by the hub; read for call signs and names only. */
  units: ReadonlyMap<string, Unit>;
  courtOf: (code: string) => Court | undefined;
  generatedAt: string;
};

type Folded = {
  operation: Operation | null;
  orders: Order[];
  incidents: Incident[];
  messages: Message[];
  viewings: number;
};

/** Folds the lines anew, so that the report rests on the log and on nothing else. */
function foldLines(lines: readonly RecordLine[]): Folded {
  const states = new Map<string, unknown>();
  for (const line of lines) {
    states.set(
      line.stream,
      evolveStream(line.stream, states.get(line.stream) ?? null, { ...line.body, type: line.type }),
    );
  }
  const of = <T>(kind: string): T[] =>
    [...states].filter(([stream]) => parseStream(stream)?.kind === kind).map(([, state]) => state as T);
  return {
    operation: of<Operation>('operation')[0] ?? null,
    orders: of<Order>('order'),
    incidents: of<Incident>('incident'),
    messages: of<Message>('message'),
    viewings: lines.filter((line) => line.type === 'viewing_opened').length,
  };
}

/** F31: the wrap-up report, every figure counted from the record. Null when the lines hold no operation. */
export function buildOperationReport(facts: ReportFacts): Report | null {
  const { operation, orders, incidents, messages, viewings } = foldLines(facts.lines);
  const last = facts.lines.at(-1);
  if (!operation || !last) return null;

  const unit = (id: string | null): Unit | undefined => (id === null ? undefined : facts.units.get(id));
  const callSign = (id: string | null): string => unit(id)?.profile.callSign ?? '';
  const members = operationUnitIds(operation).flatMap((id) => unit(id) ?? []);
  const count = (units: Unit[]) => ({
    people: units.filter(isPerson).length,
    cameras: units.filter((u) => isPerson(u) && u.profile.cameraLabel !== '').length,
    vehicles: units.filter((u) => !isPerson(u)).length,
  });
  const receipts = orders.flatMap((order) => Object.values(order.receipts));
  const stepAt = (incident: Incident, state: string): string | null =>
    incident.steps.find((step) => step.state === state)?.at ?? null;
  const policeAt = (incident: Incident, step: string): string | null =>
    incident.police.find((p) => p.step === step)?.at ?? null;

  return {
    operationId: operation.operationId,
    number: operation.number,
    title: operation.title,
    operationType: operation.operationType,
    courtName: facts.courtOf(operation.courtCode)?.name ?? operation.courtCode,
    state: operationState(operation),
    drill: operation.drill,
    ruleSetVersion: operation.ruleSetVersion,
    generatedAt: facts.generatedAt,
    basedOn: { seq: last.seq, hash: last.hash },
    cases: operation.cases.map(({ caseNumber, subjectName, claimAmount, costsAmount }) => ({ caseNumber, subjectName, claimAmount, costsAmount })),
    approvals: operation.approvals.map(({ at, name, documentNumber, opinion }) => ({ at, name, documentNumber, opinion })),
    overrides: operation.overrides.map(({ at, by, siteId, ruleId, reason }) => ({
      at, by, ruleId, reason, siteName: siteId === null ? '' : (operation.sites[siteId]?.plan.name ?? ''),
    })),
    sites: Object.values(operation.sites).map((site) => ({
      siteId: site.plan.siteId,
      name: site.plan.name,
      address: site.plan.address,
      commander: callSign(site.plan.commanderUnitId),
      ...count(staffOf(operation, site.plan.siteId, facts.units)),
      times: site.times.map(({ state, at }) => ({ state, at })),
    })),
    people: members.filter(isPerson).map((person) => {
      const team = Object.values(operation.teams).find((t) => t.unitIds.includes(person.unitId));
      const commanded = Object.values(operation.sites).find((site) => site.plan.commanderUnitId === person.unitId);
      const siteId = team?.siteId ?? commanded?.plan.siteId ?? null;
      return {
        callSign: person.profile.callSign,
        name: person.profile.name,
        kind: person.profile.kind,
        courtName: facts.courtOf(person.courtCode)?.name ?? person.courtCode,
        teamName: team?.name ?? '',
        siteName: siteId === null ? '' : (operation.sites[siteId]?.plan.name ?? ''),
        cameraLabel: person.profile.cameraLabel,
      };
    }),
    counts: {
      ...count(members),
      sites: Object.keys(operation.sites).length,
      orders: orders.length,
      receipts: receipts.length,
      acknowledged: receipts.filter((r) => r.acknowledgedAt !== null).length,
      acknowledgedInTime: receipts.filter((r) => r.acknowledgedAt !== null && !r.wasOverdue).length,
      overdue: receipts.filter((r) => r.wasOverdue).length,
      done: receipts.filter((r) => r.state === 'done').length,
      // 无法执行 stays said when the order went on to another unit: a reassigned silent unit has no reason.
      unable: receipts.filter((r) => r.state === 'unable' || r.state === 'refused' || (r.state === 'reassigned' && r.reason !== '')).length,
      incidents: incidents.length,
      falseAlarms: incidents.filter((i) => i.falseAlarm !== null).length,
      messages: messages.length,
      viewings,
    },
    orders: orders.map((order) => ({
      orderId: order.orderId,
      at: order.issuedAt,
      text: order.text,
      priority: order.priority,
      issuerName: order.issuerName,
      revoked: order.revoked !== null,
      receipts: Object.values(order.receipts).map((r) => ({
        callSign: callSign(r.unitId), state: r.state, issuedAt: r.issuedAt, deliveredAt: r.deliveredAt,
        acknowledgedAt: r.acknowledgedAt, finishedAt: r.finishedAt, wasOverdue: r.wasOverdue, reason: r.reason,
      })),
    })),
    incidents: incidents.map((i) => ({
      incidentId: i.incidentId,
      kind: i.kind,
      source: i.source,
      callSign: callSign(i.unitId),
      raisedAt: i.raisedAt,
      acknowledgedAt: i.acknowledged[0]?.at ?? null,
      acknowledgedBy: i.acknowledged[0]?.name ?? '',
      confirmedAt: i.confirmed?.at ?? null,
      grade: i.grade,
      policeAskedAt: policeAt(i, 'asked'),
      policeOnSceneAt: policeAt(i, 'on_scene'),
      controlledAt: stepAt(i, 'controlled'),
      resolvedAt: stepAt(i, 'resolved'),
      state: i.state,
      disposition: i.disposition,
    })),
  }; // prettier-ignore
}
