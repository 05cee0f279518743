import { expect, it } from 'vitest';
import { createRestartPace } from '../../../../main/desktop/restart-pace.ts';

it('waits longer at each crash within a minute, up to fifteen seconds', () => {
  const pace = createRestartPace();
  const waits = Array.from({ length: 9 }, (_, index) => pace.afterCrash(index * 1_000));
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  expect(pace.recent(9_000)).toBe(9);
});

it('forgets crashes after a minute', () => {
  const pace = createRestartPace();
  pace.afterCrash(0);
  pace.afterCrash(1_000);
  expect(pace.afterCrash(60_500)).toBe(500);
  expect(pace.afterCrash(200_000)).toBe(250);
});
