import type { DownMessage, SeenEvent } from '#contracts/sync.ts';
import { evolveStream, type StreamKind, type StreamStates } from '#domain/streams.ts';

export type Entry<S = unknown> = { readonly version: number; readonly state: S };
/** States of one kind of stream by the id behind the slash (`order/<id>`). */
export type Kind<S = unknown> = ReadonlyMap<string, Entry<S>>;

/**
 * What the hub lets this page see, folded here. Immutable, and shared in structure: a change of one order makes a new
 * map of orders and leaves the map of units the same object, so that a selector of units need not look again.
 */
export type Replica = {
  readonly kinds: Readonly<Record<string, Kind>>;
  /** Streams with a gap that the hub has been asked for and has not sent yet. */
  readonly asked: ReadonlySet<string>;
};

/** One fold for all streams; `state` is null before the first event. */
export type FoldStream = (stream: string, state: unknown, event: SeenEvent['event']) => unknown;

/** `needs`: streams to ask the hub for, each once until it came. */
export type Applied = { replica: Replica; needs: string[] };

export const emptyReplica: Replica = { kinds: {}, asked: new Set() };

export const splitStream = (stream: string): [kind: string, id: string] => {
  const slash = stream.indexOf('/');
  return slash < 0 ? [stream, ''] : [stream.slice(0, slash), stream.slice(slash + 1)];
};

export const entryOf = (replica: Replica, stream: string): Entry | undefined => {
  const [kind, id] = splitStream(stream);
  return replica.kinds[kind]?.get(id);
};

const lists = new WeakMap<Kind, unknown[]>();
const NOTHING: never[] = [];

/** States of one kind, in no order. The same array as long as none of the kind has changed. */
export function statesOf<K extends StreamKind>(replica: Replica, kind: K): readonly StreamStates[K][] {
  const entries = replica.kinds[kind];
  if (!entries) return NOTHING;
  let list = lists.get(entries);
  if (!list)
    lists.set(
      entries,
      (list = [...entries.values()].flatMap(({ state }) => (state === null ? [] : [state]))),
    );
  return list as StreamStates[K][];
}

export const stateOf = <K extends StreamKind>(
  replica: Replica,
  kind: K,
  id: string,
): StreamStates[K] | undefined =>
  (replica.kinds[kind]?.get(id)?.state ?? undefined) as StreamStates[K] | undefined;

/**
 * Takes one message from the hub into the replica. Pure.
 * - an event that is the next of its stream is folded; one already known is ignored; one further ahead is a gap: the
 *   stream keeps its last good state and is asked for whole;
 * - `snapshot` replaces everything, `stream` one stream, `gone` removes one;
 * - after a `welcome` that resumes, streams asked for over the old socket are asked for again.
 */
export function applyDown(replica: Replica, message: DownMessage, fold: FoldStream = evolveStream): Applied {
  switch (message.t) {
    case 'welcome':
      return { replica, needs: message.resumed ? [...replica.asked] : [] };
    case 'snapshot':
      return { replica: fromSnapshot(message.streams), needs: [] };
    case 'stream':
      return { replica: replaced(replica, message.stream, message), needs: [] };
    case 'gone':
      return { replica: removed(replica, message.stream), needs: [] };
    case 'events':
      return folded(replica, message.events, fold);
    default:
      return { replica, needs: [] };
  }
}

function fromSnapshot(streams: { stream: string; version: number; state: unknown }[]): Replica {
  const kinds: Record<string, Map<string, Entry>> = {};
  for (const { stream, version, state } of streams) {
    const [kind, id] = splitStream(stream);
    (kinds[kind] ??= new Map()).set(id, { version, state });
  }
  return { kinds, asked: new Set() };
}

function without(asked: ReadonlySet<string>, stream: string): ReadonlySet<string> {
  if (!asked.has(stream)) return asked;
  const rest = new Set(asked);
  rest.delete(stream);
  return rest;
}

function replaced(replica: Replica, stream: string, { version, state }: Entry): Replica {
  const [kind, id] = splitStream(stream);
  const known = replica.kinds[kind]?.get(id);
  const asked = without(replica.asked, stream);
  // Events may have overtaken the answer: never go back.
  if (known && known.version > version) return asked === replica.asked ? replica : { ...replica, asked };
  const entries = new Map(replica.kinds[kind]).set(id, { version, state });
  return { kinds: { ...replica.kinds, [kind]: entries }, asked };
}

function removed(replica: Replica, stream: string): Replica {
  const [kind, id] = splitStream(stream);
  const asked = without(replica.asked, stream);
  const entries = new Map(replica.kinds[kind]);
  if (!entries.delete(id)) return asked === replica.asked ? replica : { ...replica, asked };
  return { kinds: { ...replica.kinds, [kind]: entries }, asked };
}

function folded(replica: Replica, events: SeenEvent[], fold: FoldStream): Applied {
  // Each kind is copied once a batch, and only if something in it changes.
  const changed: Record<string, Map<string, Entry>> = {};
  const asked = new Set(replica.asked);
  const needs: string[] = [];
  const ask = (stream: string) => {
    if (asked.has(stream)) return;
    asked.add(stream);
    needs.push(stream);
  };

  for (const { stream, version, event } of events) {
    const [kind, id] = splitStream(stream);
    const known = (changed[kind] ?? replica.kinds[kind])?.get(id);
    const have = known?.version ?? 0;
    if (version <= have) continue;
    if (version > have + 1) {
      ask(stream);
      continue;
    }
    try {
      const state = fold(stream, known?.state ?? null, event);
      (changed[kind] ??= new Map(replica.kinds[kind])).set(id, { version, state });
    } catch (cause) {
      // A fold that throws is a bug of ours; the hub's state of that one stream is better than a dead page.
      console.error('an event could not be folded', { stream, type: event.type, cause });
      ask(stream);
    }
  }

  if (needs.length === 0 && Object.keys(changed).length === 0) return { replica, needs };
  return { replica: { kinds: { ...replica.kinds, ...changed }, asked }, needs };
}
