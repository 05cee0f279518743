import { type ErrorCode, ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Given, Recorded } from '#domain/given.ts';
import { parseStream, STREAMS } from '#domain/streams.ts';
import type { Clock, DomainEvent, EventStore, Ids, StoredEvent } from './ports.ts';
import { logFault } from './log.ts';
import { StoreFull } from './store/errors.ts';
import type { Reserve } from './store/reserve.ts';
import { createTurns } from './turns.ts';
import { createWorld, type World } from './world.ts';

export type Decide = (world: World, given: Given) => Result<Recorded<DomainEvent>[]>;

/** A committed event, with the state of its stream before it. */
export type Published = { event: StoredEvent; before: unknown };

/**
 * Command → decide → events → evolve. One instance a hub: it is the only writer of the log and of the world.
 */
export type Spine = {
  world: World;
  head: () => number;
  /** Decides on the world as it stands and appends at the versions it read; a conflict starts over, a few times. */
  execute: (request: {
    commandId: string;
    caller: Caller;
    decide: Decide;
  }) => Promise<Result<{ version: number }>>;
  /** Called in log order, once for every event, after it is on disk and folded. */
  onPublished: (listener: (published: Published) => void) => void;
};

const MAX_ATTEMPTS = 5;
/** What the policy refuses with. */
const DENIALS: ReadonlySet<ErrorCode> = new Set([
  'not_allowed',
  'not_your_court',
  'not_your_operation',
  'supervisor_cannot_order_units',
]);

type Ports = {
  store: EventStore;
  clock: Clock;
  ids: Ids;
  drill: () => boolean;
  /** Room for urgent commands on a full disk. */
  reserve: Reserve;
};

/** What nothing may gate (R61, R63), a full disk neither: alarms and what is done about them, and a withdrawal. */
const isUrgent = (recorded: readonly Recorded<DomainEvent>[]): boolean =>
  recorded.some(({ stream, event }) => stream.startsWith('incident/') || event['to'] === 'withdrawn');

export async function openSpine(ports: Ports): Promise<Spine> {
  const world = createWorld();
  const listeners: ((published: Published) => void)[] = [];
  const waiting = new Map<number, StoredEvent>();
  let applied = 0;

  const fold = (event: StoredEvent) => {
    world.apply(event);
    applied = event.seq;
  };

  for (
    let page = await ports.store.read(0, 1000);
    page.length > 0;
    page = await ports.store.read(applied, 1000)
  ) {
    page.forEach(fold);
  }

  /** The event is on disk: a bug in one who is told of it keeps neither the others nor the next events from being told. */
  const tell = (listener: (published: Published) => void, published: Published) => {
    try {
      listener(published);
    } catch (error) {
      logFault('published', error, { seq: published.event.seq });
    }
  };

  /** Answers may reach us out of log order; the world and the pages must not notice. */
  const publish = (events: StoredEvent[]) => {
    for (const event of events) waiting.set(event.seq, event);
    for (let next = waiting.get(applied + 1); next; next = waiting.get(applied + 1)) {
      waiting.delete(next.seq);
      const before = world.slot(next.stream)?.state ?? null;
      fold(next);
      for (const listener of listeners) tell(listener, { event: next, before });
    }
  };

  type Outcome = { result: Result<{ version: number }> } | { lostOn: string };

  const decideOnce = async ({
    commandId,
    caller,
    decide,
  }: Parameters<Spine['execute']>[0]): Promise<Outcome> => {
    const now = new Date(ports.clock.now()).toISOString();
    const decision = decide(world, { actor: caller, now, drill: ports.drill() });
    if (!decision.ok || decision.value.length === 0) {
      // The same command may have been carried out already: then its first answer stands. But nobody gets by with an
      // old command's id what he may not do: routes act on a yes.
      const denied = !decision.ok && DENIALS.has(decision.error.code);
      const answer = denied ? undefined : await ports.store.answerOf(commandId);
      if (answer !== undefined) return { result: ok(answer as { version: number }) };
      return { result: decision.ok ? ok({ version: 0 }) : decision };
    }
    const writes = groupByStream(decision.value, world);
    const first = writes[0]!;
    const answer = { version: first.expected + first.events.length };
    const urgent = isUrgent(decision.value);
    if (!urgent && ports.reserve.isSpent()) return { result: refuse('store_full') };
    const append = () => ports.store.append({ commandId, actor: caller.id, at: now, writes, answer });
    try {
      const appended = await append().catch((fault: unknown) => {
        if (fault instanceof StoreFull && urgent && ports.reserve.release()) return append();
        throw fault;
      });
      if (appended.status === 'repeated') return { result: ok(appended.answer as { version: number }) };
      if (appended.status === 'conflict') return { lostOn: appended.stream };
      publish(appended.events);
      return { result: ok(answer) };
    } catch (fault) {
      if (fault instanceof StoreFull) return { result: refuse('store_full') };
      throw fault;
    }
  };

  const turns = createTurns();
  const execute: Spine['execute'] = async (request) => {
    const first = await decideOnce(request);
    if ('result' in first) return first.result;
    // Who lost once waits for those who lost before: thirty phones that sign one order in the same instant would
    // otherwise starve each other out.
    return turns(first.lostOn, async () => {
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
        const outcome = await decideOnce(request);
        if ('result' in outcome) return outcome.result;
      }
      return refuse('busy');
    });
  };

  return { world, head: () => applied, execute, onPublished: (listener) => void listeners.push(listener) };
}

/** A decider that returns an event outside its contract is a bug: say so before it is on disk for ever. */
function groupByStream(recorded: Recorded<DomainEvent>[], world: World) {
  const writes = new Map<string, { stream: string; expected: number; events: DomainEvent[] }>();
  for (const { stream, event } of recorded) {
    const parsed = parseStream(stream);
    if (!parsed) throw new Error(`unknown stream kind: ${stream.split('/')[0]}`);
    const body = STREAMS[parsed.kind].schema.parse(event) as DomainEvent;
    const write = writes.get(stream) ?? { stream, expected: world.version(stream), events: [] };
    write.events.push(body);
    writes.set(stream, write);
  }
  return [...writes.values()];
}
