import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import { stamp } from '#domain/given.ts';
import { unitSubject } from '#domain/policy/subject.ts';
import type { HubContext } from '../hub-context.ts';
import { background, logLine } from '../log.ts';
import type { Line } from '../sync/lines.ts';

export type Talk = {
  /** Uplink of the speaker. */
  from: string;
  caller: Caller;
  /** Units that hear. */
  unitIds: string[];
  operationId: string | null;
  since: number;
};

/** Who speaks to whom. One speaker a listener; a word ends by itself after 60 s or with the speaker's link. */
export type TalkFloor = AsyncDisposable & {
  start: (
    caller: Caller,
    wish: { unitIds: string[]; operationId: string | null },
  ) => Promise<Result<{ listening: string[] }>>;
  end: (caller: Caller) => Promise<void>;
  /** The speaker's sound is gone. */
  endFrom: (uplinkId: string) => void;
  /** Tells a line what of it concerns it; called when it opens. */
  tell: (line: Line) => void;
};

type Around = {
  uplinkOf: (caller: Caller) => string;
  /** Whether that uplink is open, so that its page can hear. The speaker's own may still be on its way. */
  isOpen: (uplinkId: string) => boolean;
  /** Seats that have a unit's sound. */
  sessionsOf: (unitId: string) => string[];
};

const LONGEST_MS = 60_000;

export function createTalkFloor(hub: HubContext, { uplinkOf, isOpen, sessionsOf }: Around): TalkFloor {
  const { relay, spine, world, lookup, lines, clock, ids, may } = hub;
  const talks = new Map<string, Talk & { limit: ReturnType<typeof setTimeout> }>();

  const aboutUnit = (caller: Caller, unitId: string, capability: 'av.open' | 'av.talk'): Result<null> => {
    const unit = world.get('unit', unitId);
    if (!unit) return refuse('not_found', { unitId });
    return may(
      caller,
      capability,
      unitSubject(unit, world.get('operation', unit.assignment?.operationId ?? null), lookup.unit),
    );
  };

  /** A phone speaks to its team; a seat to whom it names. */
  function hearers(caller: Caller, unitIds: string[]): Result<string[]> {
    if (caller.unitId !== null) {
      const allowed = aboutUnit(caller, caller.unitId, 'av.talk');
      if (!allowed.ok) return allowed;
      const { operationId = null, teamId = '' } = world.get('unit', caller.unitId)?.assignment ?? {};
      const team = world.get('operation', operationId)?.teams[teamId]?.unitIds ?? [];
      return ok(team.filter((unitId) => unitId !== caller.unitId));
    }
    for (const unitId of unitIds) {
      const allowed = aboutUnit(caller, unitId, 'av.talk');
      if (!allowed.ok) return allowed;
    }
    return ok([...new Set(unitIds)]);
  }

  const speakerTo = (unitIds: string[], from: string) =>
    [...talks.values()].find(
      (talk) => talk.from !== from && talk.unitIds.some((unitId) => unitIds.includes(unitId)),
    );

  const concerns = (talk: Talk, { caller }: Line): boolean => {
    if (caller.sessionId === talk.caller.sessionId) return true;
    if (caller.unitId !== null)
      return talk.unitIds.includes(caller.unitId) || talk.caller.unitId === caller.unitId;
    const units = talk.caller.unitId === null ? talk.unitIds : [talk.caller.unitId, ...talk.unitIds];
    return units.some((unitId) => aboutUnit(caller, unitId, 'av.open').ok);
  };

  const tell = (line: Line) => {
    const mine = [...talks.values()].filter((talk) => concerns(talk, line));
    line.send({
      t: 'talk',
      talks: mine.map(({ from, caller: { name }, unitIds, since }) => ({ from, name, unitIds, since })),
    });
  };
  const tellAll = () => {
    for (const line of lines.all()) tell(line);
  };

  async function finish(from: string): Promise<void> {
    const talk = talks.get(from);
    if (!talk) return;
    talks.delete(from);
    clearTimeout(talk.limit);
    tellAll();
    // A relay that is down carries no voice.
    await relay
      .setTalk(from, [])
      .catch((error: unknown) => logLine('talk_not_ended', { reason: String(error) }));
    await record(talk, Math.max(1, Math.round((clock.now() - talk.since) / 1000)));
  }

  async function record({ caller, unitIds, operationId }: Talk, seconds: number): Promise<void> {
    const viewId = ids.next();
    const unit = world.get('unit', caller.unitId ?? unitIds[0] ?? null);
    const done = await spine.execute({
      commandId: ids.next(),
      caller,
      decide: (_world, given) =>
        ok([
          {
            stream: `viewing/${viewId}`,
            event: {
              type: 'talk_spoken',
              ...stamp(given),
              viewId,
              courtCode: unit?.courtCode ?? caller.courtCode,
              operationId,
              talkerName: caller.name,
              unitIds: caller.unitId === null ? unitIds : [caller.unitId, ...unitIds],
              seconds,
            },
          },
        ]),
    });
    if (!done.ok) logLine('talk_not_recorded', { callerId: caller.id, code: done.error.code });
  }

  return {
    async start(caller, wish) {
      const from = uplinkOf(caller);
      const heard = hearers(caller, wish.unitIds);
      if (!heard.ok) return heard;
      const other = speakerTo(heard.value, from);
      if (other) return refuse('floor_taken', { name: other.caller.name });
      await finish(from);
      const assigned = world.get('unit', caller.unitId)?.assignment?.operationId ?? null;
      const limit = setTimeout(() => background('talk_limit', finish(from)), LONGEST_MS);
      const talk = {
        from,
        caller,
        unitIds: heard.value,
        operationId: wish.operationId ?? assigned,
        since: clock.now(),
        limit,
      };
      talks.set(from, talk);
      const listening = heard.value.filter((unitId) => isOpen(`unit/${unitId}`));
      try {
        await relay.setTalk(
          from,
          listening.map((unitId) => `unit/${unitId}`),
        );
      } catch (error) {
        clearTimeout(limit);
        if (talks.get(from) === talk) talks.delete(from);
        throw error;
      }
      tellAll();
      const seats =
        caller.unitId === null ? [] : sessionsOf(caller.unitId).map((sessionId) => `seat/${sessionId}`);
      return ok({ listening: [...listening, ...seats] });
    },
    end: (caller) => finish(uplinkOf(caller)),
    endFrom: (uplinkId) => background('talk_end', finish(uplinkId)),
    tell,
    async [Symbol.asyncDispose]() {
      await Promise.all([...talks.keys()].map(finish));
    },
  };
}
