import { refuse, ok, type Result } from '#contracts/errors.ts';
import type { openView } from '#contracts/media.ts';
import type { Caller } from '#contracts/roles.ts';
import { stamp } from '#domain/given.ts';
import { unitSubject } from '#domain/policy/subject.ts';
import type { z } from 'zod';
import type { HubContext } from '../hub-context.ts';
import { background, logLine } from '../log.ts';
import type { DomainEvent } from '../ports.ts';

type OpenView = z.output<typeof openView.input>;
type Viewing = { viewId: string; unitId: string; caller: Caller; openedAt: number; recorded: boolean };

/** Who looks at whom now. Each look is in the record with its purpose, once (R110). */
export type Viewings = AsyncDisposable & {
  open: (caller: Caller, wish: OpenView) => Promise<Result<{ answer: string }>>;
  close: (caller: Caller, viewId: string) => Promise<void>;
  /** Sessions that have this unit's sound and picture. */
  sessionsOf: (unitId: string) => string[];
  /** Tells a unit's phones who watches it. */
  tellWatched: (unitId: string) => void;
  closeSession: (sessionId: string) => void;
  /** Rights have changed: whoever may no longer look, no longer sees. */
  recheck: () => void;
};

export function createViewings({
  relay,
  spine,
  world,
  lookup,
  lines,
  clock,
  ids,
  may,
}: HubContext): Viewings {
  const views = new Map<string, Viewing>();

  function mayOpen(caller: Caller, unitId: string): Result<null> {
    const unit = world.get('unit', unitId);
    if (!unit) return refuse('not_found', { unitId });
    return may(
      caller,
      'av.open',
      unitSubject(unit, world.get('operation', unit.assignment?.operationId ?? null), lookup.unit),
    );
  }

  /** A full disk does not darken the screens (the look is in the hub's log then); everything else is a fault. */
  async function record(caller: Caller, viewId: string, event: DomainEvent): Promise<void> {
    const done = await spine.execute({
      commandId: ids.next(),
      caller,
      decide: (_world, given) => ok([{ stream: `viewing/${viewId}`, event: { ...event, ...stamp(given) } }]),
    });
    if (!done.ok)
      logLine('viewing_not_recorded', {
        type: event.type,
        viewId,
        callerId: caller.id,
        code: done.error.code,
      });
  }

  const opened = ({ viewId, unitId, operationId, purpose }: OpenView, caller: Caller): DomainEvent => ({
    type: 'viewing_opened',
    viewId,
    unitId,
    operationId,
    purpose,
    courtCode: world.get('unit', unitId)!.courtCode,
    viewerName: caller.name,
    viewerRole: caller.role,
    viewerCourt: caller.courtCode,
    seat: caller.seat,
  });

  const watching = (unitId: string) =>
    [...views.values()].filter((view) => view.unitId === unitId && view.recorded);

  function tellWatched(unitId: string) {
    const viewers = watching(unitId).map(({ caller: { name, seat } }) => ({ name, seat }));
    const once = [...new Map(viewers.map((viewer) => [`${viewer.name}/${viewer.seat}`, viewer])).values()];
    for (const line of lines.ofCaller(unitId)) line.send({ t: 'watched', viewers: once });
  }

  async function shut(view: Viewing): Promise<void> {
    if (!views.delete(view.viewId)) return;
    tellWatched(view.unitId);
    // A relay that is down holds no view.
    await relay
      .closeView(view.viewId)
      .catch((error: unknown) => logLine('view_not_closed', { reason: String(error) }));
    const seconds = Math.round((clock.now() - view.openedAt) / 1000);
    if (view.recorded)
      await record(view.caller, view.viewId, { type: 'viewing_closed', viewId: view.viewId, seconds });
  }
  const shutAll = (some: Viewing[]) => some.forEach((view) => background('close_view', shut(view)));

  return {
    async open(caller, wish) {
      const { viewId, unitId, operationId, offer } = wish;
      const allowed = mayOpen(caller, unitId);
      if (!allowed.ok) return allowed;
      if (operationId !== null && !world.get('operation', operationId))
        return refuse('not_found', { operationId });
      const known = views.get(viewId);
      if (known && (known.caller.sessionId !== caller.sessionId || known.unitId !== unitId))
        return refuse('already_exists');
      const view = known ?? { viewId, unitId, caller, openedAt: clock.now(), recorded: false };
      views.set(viewId, view);
      try {
        const answer = await relay.openView(viewId, `unit/${unitId}`, offer);
        if (views.get(viewId) !== view) {
          await relay.closeView(viewId); // closed while it was opened
          return refuse('not_found', { viewId });
        }
        if (!view.recorded) {
          view.recorded = true;
          view.openedAt = clock.now();
          await record(caller, viewId, opened(wish, caller));
          tellWatched(unitId);
        }
        return ok({ answer });
      } catch (error) {
        if (!view.recorded && views.get(viewId) === view) views.delete(viewId);
        throw error;
      }
    },
    async close(caller, viewId) {
      const view = views.get(viewId);
      if (view?.caller.sessionId === caller.sessionId) await shut(view);
    },
    sessionsOf: (unitId) => [...new Set(watching(unitId).map(({ caller }) => caller.sessionId))],
    tellWatched,
    closeSession: (sessionId) =>
      shutAll([...views.values()].filter(({ caller }) => caller.sessionId === sessionId)),
    recheck: () => shutAll([...views.values()].filter(({ caller, unitId }) => !mayOpen(caller, unitId).ok)),
    async [Symbol.asyncDispose]() {
      await Promise.all([...views.values()].map(shut));
    },
  };
}
