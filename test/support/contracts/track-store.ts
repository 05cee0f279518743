import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fix, TrackStore } from '#hub/ports.ts';

export const aFix = (over: Partial<Fix> = {}): Fix => ({
  unitId: 'unit-1',
  lng: 104.0817,
  lat: 30.6573,
  accuracyMeters: 8,
  headingDeg: null,
  speedMps: 1.5,
  at: 1_790_000_000_000,
  receivedAt: 1_790_000_000_250,
  ...over,
});

/** What every track store promises. */
export function trackStoreContract(name: string, open: () => Promise<TrackStore>): void {
  describe(`track store: ${name}`, () => {
    let tracks: TrackStore;
    beforeEach(async () => void (tracks = await open()));
    afterEach(() => tracks[Symbol.asyncDispose]());

    it('[TS-1] gives one unit’s fixes of a span, oldest first, ends included', async () => {
      const start = aFix().receivedAt;
      const fixes = [0, 1, 2, 3].map((n) =>
        aFix({ receivedAt: start + n * 1000, headingDeg: n * 90, accuracyMeters: null }),
      );
      tracks.append([fixes[2]!, fixes[0]!, aFix({ unitId: 'unit-2' })]);
      tracks.append([fixes[3]!, fixes[1]!]);
      expect(await tracks.trail('unit-1', start, start + 2000, 100)).toEqual(fixes.slice(0, 3));
      expect(await tracks.trail('unit-3', start, start + 2000, 100)).toEqual([]);
    });

    it('[TS-2] gives the newest ones when there are more than asked for', async () => {
      const start = aFix().receivedAt;
      tracks.append(Array.from({ length: 10 }, (_, n) => aFix({ receivedAt: start + n })));
      const trail = await tracks.trail('unit-1', 0, start + 1000, 3);
      expect(trail.map(({ receivedAt }) => receivedAt - start)).toEqual([7, 8, 9]);
    });
  });
}
