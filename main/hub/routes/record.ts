import { ok, refuse, type Result } from '#contracts/errors.ts';
import * as contract from '#contracts/record.ts';
import type { Caller } from '#contracts/roles.ts';
import { courtSubject, operationSubject } from '#domain/policy/subject.ts';
import { buildOperationReport } from '#domain/report/build-report.ts';
import type { HubContext } from '../hub-context.ts';
import type { Readings } from '../readings.ts';
import { audited, operationLines, recordLine } from '../record-lines.ts';
import type { RecordLine } from '#contracts/record.ts';
import { unitsById } from './operation.ts';
import { route, type Route } from './route.ts';

/** Records looked through for one page of the audit log; a filter that finds little pages on. */
const LOOKED_THROUGH = 20_000;
const PAGE = 500;
/** Progress is told that often, not at every page of the walk. */
const TELL_EVERY_MS = 200;

export function recordRoutes(hub: HubContext, readings: Readings): Route[] {
  const { world, store, clock, directory, lookup, may } = hub;

  /** Asked of the policy and noted in the record before it is read. */
  async function opened(
    caller: Caller,
    what: 'timeline' | 'report',
    operationId: string,
  ): Promise<Result<null>> {
    const operation = world.get('operation', operationId);
    if (!operation) return refuse('not_found');
    const allowed = may(
      caller,
      what === 'report' ? 'report.read' : 'record.read',
      operationSubject(operation, lookup.unit),
    );
    return allowed.ok
      ? readings.note(caller, { what, courtCode: operation.courtCode, operationId, unitId: null })
      : allowed;
  }

  const matches = (line: RecordLine, text: string) =>
    text === '' ||
    [line.type, line.actor, line.actorName, line.stream].some((part) => part.toLowerCase().includes(text));

  return [
    route(contract.readTimeline, async ({ operationId }, { caller }) => {
      const allowed = await opened(caller, 'timeline', operationId);
      return allowed.ok ? ok({ lines: await operationLines(hub, operationId) }) : allowed;
    }),

    route(contract.buildReport, async ({ operationId }, { caller }) => {
      const allowed = await opened(caller, 'report', operationId);
      if (!allowed.ok) return allowed;
      const report = buildOperationReport({
        lines: await operationLines(hub, operationId),
        units: unitsById(world),
        courtOf: (code) => directory.byCode(code) ?? undefined,
        generatedAt: new Date(clock.now()).toISOString(),
      });
      return report ? ok(report) : refuse('not_found');
    }),

    route(contract.readAudit, async ({ before, limit, text }, { caller }) => {
      const allowed = may(caller, 'audit.read', courtSubject(hub.court()?.courtCode ?? caller.courtCode));
      if (!allowed.ok) return allowed;
      const head = await store.head();
      const wanted = text.trim().toLowerCase();
      const lines: RecordLine[] = [];
      let below = before === 0 ? head.seq + 1 : Math.min(before, head.seq + 1);
      const stopAt = Math.max(1, below - LOOKED_THROUGH);
      while (below > stopAt && lines.length < limit) {
        const from = Math.max(stopAt, below - PAGE);
        const page = (await store.read(from - 1, below - from)).reverse();
        for (const event of page) {
          below = event.seq;
          const line = recordLine(hub, event);
          if (matches(line, wanted)) lines.push(audited(line));
          if (lines.length === limit) break;
        }
        if (page.length === 0) break;
      }
      return ok({ lines, head: head.seq, more: below > 1 });
    }),

    route(contract.verifyRecord, async (_input, { caller, line }) => {
      const allowed = may(caller, 'record.verify', courtSubject(hub.court()?.courtCode ?? caller.courtCode));
      if (!allowed.ok) return allowed;
      let told = 0;
      const report = await store.verify((done, total) => {
        if (clock.now() - told < TELL_EVERY_MS && done < total) return;
        told = clock.now();
        line?.send({ t: 'progress', task: 'verify', done, total });
      });
      return ok(
        report.ok
          ? { ok: true, records: report.records, head: report.head, firstBad: null }
          : { ok: false, records: report.records, head: null, firstBad: report.firstBad },
      );
    }),
  ];
}
