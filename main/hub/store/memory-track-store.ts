import type { Fix, TrackStore } from '../ports.ts';

/** Trails for tests and for hubs that keep none. */
export function createMemoryTrackStore(): TrackStore {
  const fixes: Fix[] = [];
  return {
    append: (more) => void fixes.push(...more),
    trail: async (unitId, from, to, limit) => {
      const found = fixes.filter(
        (fix) => fix.unitId === unitId && fix.receivedAt >= from && fix.receivedAt <= to,
      );
      const sorted = found.sort((a, b) => a.receivedAt - b.receivedAt || a.at - b.at);
      return limit > 0 ? sorted.slice(-limit) : [];
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}
