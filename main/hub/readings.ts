import { ok, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { HubContext } from './hub-context.ts';

export type Reading = {
  what: 'timeline' | 'report' | 'trail';
  courtCode: string;
  operationId: string | null;
  unitId: string | null;
};

/** F24: who read what is in the record as well, before he gets it. */
export type Readings = { note: (caller: Caller, reading: Reading) => Promise<Result<null>> };

/** Once a session for each thing: a page that keeps a timeline up to date has opened it once. */
export function createReadings({
  spine,
  ids,
  sessions,
}: Pick<HubContext, 'spine' | 'ids' | 'sessions'>): Readings {
  const noted = new Map<string, Set<string>>();
  sessions.onEnded((sessionId) => noted.delete(sessionId));
  return {
    note: async (caller, reading) => {
      const mine = noted.get(caller.sessionId) ?? new Set();
      const key = `${reading.what}/${reading.operationId}/${reading.unitId}`;
      if (mine.has(key)) return ok(null);
      const viewId = ids.next();
      const { id, name: viewerName, role: viewerRole, courtCode: viewerCourt, seat } = caller;
      const recorded = await spine.execute({
        commandId: viewId,
        caller,
        decide: (_world, given) => {
          const viewer = { viewerName, viewerRole, viewerCourt, seat };
          return ok([
            {
              stream: `viewing/${viewId}`,
              event: { type: 'record_opened', at: given.now, by: id, viewId, ...reading, ...viewer },
            },
          ]);
        },
      });
      if (!recorded.ok) return recorded;
      noted.set(caller.sessionId, mine.add(key));
      return ok(null);
    },
  };
}
