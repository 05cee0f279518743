import type { Lookup } from '#domain/policy/visibility.ts';
import { evolveStream, parseStream, type StreamKind, type StreamStates } from '#domain/streams.ts';
import type { StoredEvent } from './ports.ts';

export type Slot = { version: number; state: unknown };

/** Every stream of this hub, folded in memory: what deciders read, and what a snapshot is made of. Rebuilt from the log. */
export type World = {
  slot: (stream: string) => Slot | undefined;
  version: (stream: string) => number;
  get: <K extends StreamKind>(kind: K, id: string | null) => StreamStates[K] | null;
  all: <K extends StreamKind>(kind: K) => StreamStates[K][];
  streams: () => IterableIterator<[stream: string, slot: Slot]>;
  /** Folds one event in; events of a stream must come in order. */
  apply: (event: StoredEvent) => void;
};

export function createWorld(): World {
  const slots = new Map<string, Slot>();
  const byKind = new Map<string, Map<string, Slot>>();

  const slotOf = (stream: string): Slot => {
    const known = slots.get(stream);
    if (known) return known;
    const slot: Slot = { version: 0, state: null };
    slots.set(stream, slot);
    const parsed = parseStream(stream);
    if (parsed) {
      const kind = byKind.get(parsed.kind) ?? new Map<string, Slot>();
      byKind.set(parsed.kind, kind.set(parsed.id, slot));
    }
    return slot;
  };

  return {
    slot: (stream) => slots.get(stream),
    version: (stream) => slots.get(stream)?.version ?? 0,
    get: <K extends StreamKind>(kind: K, id: string | null) =>
      id === null ? null : ((byKind.get(kind)?.get(id)?.state ?? null) as StreamStates[K] | null),
    all: <K extends StreamKind>(kind: K) =>
      [...(byKind.get(kind)?.values() ?? [])].flatMap((slot) =>
        slot.state === null ? [] : [slot.state as StreamStates[K]],
      ),
    streams: () => slots.entries(),
    apply: (event) => {
      const slot = slotOf(event.stream);
      slot.state = evolveStream(event.stream, slot.state, event.body);
      slot.version = event.version;
    },
  };
}

/** The domain's policy asks the world through this. */
export const lookupOf = (world: World, isBelow: Lookup['isBelow']): Lookup => ({
  operation: (id) => world.get('operation', id),
  unit: (id) => world.get('unit', id),
  isBelow,
});
