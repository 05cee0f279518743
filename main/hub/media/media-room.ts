import type { openView } from '#contracts/media.ts';
import { ok, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import { courtSubject, unitSubject } from '#domain/policy/subject.ts';
import type { z } from 'zod';
import type { HubContext } from '../hub-context.ts';
import { background, logLine } from '../log.ts';
import { createTalkFloor } from './talk-floor.ts';
import { createUplinkBoard } from './uplink-board.ts';
import { createViewings } from './viewings.ts';

type Answer = Promise<Result<{ answer: string }>>;

/** What the hub knows of media beside the relay: who may, who looks, who speaks, and what of it is recorded. */
export type MediaRoom = AsyncDisposable & {
  openUplink: (caller: Caller, offer: string) => Answer;
  closeUplink: (caller: Caller) => Promise<void>;
  openView: (caller: Caller, wish: z.output<typeof openView.input>) => Answer;
  closeView: (caller: Caller, viewId: string) => Promise<void>;
  startTalk: (
    caller: Caller,
    wish: { unitIds: string[]; operationId: string | null },
  ) => Promise<Result<{ listening: string[] }>>;
  endTalk: (caller: Caller) => Promise<void>;
};

/** A seat whose link was cut keeps its pictures that long: the media may well be in order. */
const LINE_GONE_MS = 15_000;
/** Events after which somebody may see somebody else, or no longer. */
const MOVES_RIGHTS = /^(unit_(registered|assigned|released|retired)|operation_|site_(placed|removed)|team_)/;

const uplinkOf = (caller: Caller): string =>
  caller.unitId === null ? `seat/${caller.sessionId}` : `unit/${caller.unitId}`;

export function openMediaRoom(hub: HubContext): MediaRoom {
  const { relay, lines, sessions, spine, world, lookup, may } = hub;
  const board = createUplinkBoard(hub);
  const viewings = createViewings(hub);
  const floor = createTalkFloor(hub, { uplinkOf, isOpen: board.isOpen, sessionsOf: viewings.sessionsOf });
  /** Session → uplink that it opened. */
  const senders = new Map<string, string>();
  const leaving = new Map<string, ReturnType<typeof setTimeout>>();
  let closed = false;

  function maySend(caller: Caller): Result<null> {
    const unit = world.get('unit', caller.unitId);
    if (!unit) return may(caller, 'av.talk', courtSubject(caller.courtCode));
    return may(
      caller,
      'av.talk',
      unitSubject(unit, world.get('operation', unit.assignment?.operationId ?? null), lookup.unit),
    );
  }

  // A relay that is down holds nothing; a page that is gone must not keep the hub waiting.
  const closeAtRelay = (uplinkId: string) =>
    relay
      .closeUplink(uplinkId)
      .catch((error: unknown) => logLine('uplink_not_closed', { reason: String(error) }));

  async function closeUplink(sessionId: string): Promise<void> {
    const uplinkId = senders.get(sessionId);
    if (uplinkId === undefined) return;
    senders.delete(sessionId);
    floor.endFrom(uplinkId);
    // A phone that was bound anew goes on under its old unit: the uplink is the new session's by now.
    if (![...senders.values()].includes(uplinkId)) await closeAtRelay(uplinkId);
  }

  function leave(sessionId: string) {
    leaving.delete(sessionId);
    viewings.closeSession(sessionId);
    background('close_uplink', closeUplink(sessionId));
  }

  relay.onReports((reports) => {
    if (closed) return;
    board.take(reports);
    for (const { uplinkId, state } of reports)
      if (state === 'lost' || state === 'closed') floor.endFrom(uplinkId);
  });
  lines.onOpened((line) => {
    clearTimeout(leaving.get(line.caller.sessionId));
    leaving.delete(line.caller.sessionId);
    board.tellAll(line);
    floor.tell(line);
    if (line.caller.unitId !== null) viewings.tellWatched(line.caller.unitId);
  });
  lines.onClosed(({ caller }) => {
    const { sessionId, unitId } = caller;
    if (lines.ofSession(sessionId).length > 0) return;
    floor.endFrom(uplinkOf(caller));
    if (closed) return;
    // A phone goes on sending while its link is cut; a seat without a link has nobody in front of it.
    if (unitId === null)
      leaving.set(
        sessionId,
        setTimeout(() => leave(sessionId), LINE_GONE_MS),
      );
    else viewings.closeSession(sessionId);
  });
  sessions.onEnded(leave);
  spine.onPublished(({ event }) => {
    if (!MOVES_RIGHTS.test(event.type)) return;
    board.forgetRights();
    viewings.recheck();
    for (const line of lines.all()) board.tellAll(line);
  });

  return {
    async openUplink(caller, offer) {
      const allowed = maySend(caller);
      if (!allowed.ok) return allowed;
      const answer = await relay.openUplink(uplinkOf(caller), offer);
      senders.set(caller.sessionId, uplinkOf(caller));
      return ok({ answer });
    },
    closeUplink: ({ sessionId }) => closeUplink(sessionId),
    openView: viewings.open,
    closeView: viewings.close,
    startTalk: floor.start,
    endTalk: floor.end,
    async [Symbol.asyncDispose]() {
      closed = true;
      for (const timer of leaving.values()) clearTimeout(timer);
      await floor[Symbol.asyncDispose]();
      await viewings[Symbol.asyncDispose]();
      await Promise.all([...new Set(senders.values())].map(closeAtRelay));
    },
  };
}
