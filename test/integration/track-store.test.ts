import { expect, it } from 'vitest';
import { openSqliteTrackStore } from '#hub/store/sqlite-track-store.ts';
import { aFix, trackStoreContract } from '#support/contracts/track-store.ts';
import { tempDir } from '#support/temp-dir.ts';

const clock = { now: () => aFix().receivedAt };

trackStoreContract('sqlite', () => openSqliteTrackStore({ dir: tempDir('tracks'), clock }));

it('keeps trails over a restart', async () => {
  const dir = tempDir('tracks');
  const first = await openSqliteTrackStore({ dir, clock });
  first.append([aFix()]);
  await first[Symbol.asyncDispose]();
  await using second = await openSqliteTrackStore({ dir, clock });
  expect(await second.trail('unit-1', 0, Number.MAX_SAFE_INTEGER, 10)).toEqual([aFix()]);
});

it('drops trails that are older than they may be kept', async () => {
  const day = 24 * 3600 * 1000;
  await using tracks = await openSqliteTrackStore({ dir: tempDir('tracks'), clock, keptDays: 2 });
  const old = aFix({ receivedAt: clock.now() - 3 * day });
  const young = aFix({ receivedAt: clock.now() - day });
  tracks.append([old, young]);
  expect(await tracks.trail('unit-1', 0, Number.MAX_SAFE_INTEGER, 10)).toEqual([young]);
});
