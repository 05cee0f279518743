import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Instant, OperationId } from './ids.ts';

/** One line of a timeline or of the audit log. `seq` is the record's number in the hub's log. */
export const RecordLine = z.object({
  seq: z.int(),
  at: Instant,
  stream: z.string(),
  type: z.string(),
  actor: z.string(),
  actorName: z.string(),
  body: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type RecordLine = z.infer<typeof RecordLine>;

/** Everything recorded of one operation: its own stream, its orders, incidents, messages, viewings; oldest first. */
export const readTimeline = defineEndpoint({
  name: 'record.timeline', kind: 'query', access: 'record.read',
  input: z.strictObject({ operationId: OperationId }), output: z.object({ lines: z.array(RecordLine) }),
}); // prettier-ignore

/** The audit log, newest first; `before` pages back (0: from the end). `text` is matched against type, actor and stream. */
export const readAudit = defineEndpoint({
  name: 'record.audit', kind: 'query', access: 'audit.read',
  input: z.strictObject({ before: z.int().nonnegative(), limit: z.int().min(1).max(500), text: z.string().max(100) }),
  output: z.object({ lines: z.array(RecordLine), head: z.int(), more: z.boolean() }),
}); // prettier-ignore

/** Walks the hash chain. Progress comes as `{t:'progress', task:'verify', done, total}` on the caller's socket. */
export const verifyRecord = defineEndpoint({
  name: 'record.verify', kind: 'query', access: 'record.verify', input: z.strictObject({}),
  output: z.object({ ok: z.boolean(), records: z.int(), head: z.string().nullable(), firstBad: z.object({ seq: z.int(), stream: z.string(), reason: z.string() }).nullable() }),
}); // prettier-ignore

export const Report = z.object({
  operationId: z.string(),
  number: z.string(),
  title: z.string(),
  operationType: z.string(),
  courtName: z.string(),
  state: z.string(),
  drill: z.boolean(),
  ruleSetVersion: z.string(),
  generatedAt: Instant,
  /** Number and hash of the last record that the figures rest on. */
  basedOn: z.object({ seq: z.int(), hash: z.string() }),
  cases: z.array(z.object({ caseNumber: z.string(), subjectName: z.string(), claimAmount: z.number(), costsAmount: z.number() })),
  approvals: z.array(z.object({ at: Instant, name: z.string(), documentNumber: z.string(), opinion: z.string() })),
  overrides: z.array(z.object({ at: Instant, by: z.string(), siteName: z.string(), ruleId: z.string(), reason: z.string() })),
  sites: z.array(z.object({
    siteId: z.string(), name: z.string(), address: z.string(), commander: z.string(),
    people: z.int(), cameras: z.int(), vehicles: z.int(),
    times: z.array(z.object({ state: z.string(), at: Instant })),
  })),
  people: z.array(z.object({ callSign: z.string(), name: z.string(), kind: z.string(), courtName: z.string(), teamName: z.string(), siteName: z.string(), cameraLabel: z.string() })),
  counts: z.object({ people: z.int(), cameras: z.int(), vehicles: z.int(), sites: z.int(), orders: z.int(), receipts: z.int(), acknowledged: z.int(), acknowledgedInTime: z.int(), overdue: z.int(), done: z.int(), unable: z.int(), incidents: z.int(), falseAlarms: z.int(), messages: z.int(), viewings: z.int() }),
  orders: z.array(z.object({ orderId: z.string(), at: Instant, text: z.string(), priority: z.string(), issuerName: z.string(), revoked: z.boolean(), receipts: z.array(z.object({ callSign: z.string(), state: z.string(), issuedAt: Instant, deliveredAt: Instant.nullable(), acknowledgedAt: Instant.nullable(), finishedAt: Instant.nullable(), wasOverdue: z.boolean(), reason: z.string() })) })),
  incidents: z.array(z.object({ incidentId: z.string(), kind: z.string(), source: z.string(), callSign: z.string(), raisedAt: Instant, acknowledgedAt: Instant.nullable(), acknowledgedBy: z.string(), confirmedAt: Instant.nullable(), grade: z.string().nullable(), policeAskedAt: Instant.nullable(), policeOnSceneAt: Instant.nullable(), controlledAt: Instant.nullable(), resolvedAt: Instant.nullable(), state: z.string(), disposition: z.string() })),
}); // prettier-ignore
export type Report = z.infer<typeof Report>;

export const buildReport = defineEndpoint({
  name: 'report.build',
  kind: 'query',
  access: 'report.read',
  input: z.strictObject({ operationId: OperationId }),
  output: Report,
});
