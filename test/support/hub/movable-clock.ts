import type { Clock } from '#hub/ports.ts';

/** The hub's clock, running, which a test may move on. */
export type MovableClock = Clock & { move: (ms: number) => void };

export function createMovableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    move: (ms) => {
      offset += ms;
    },
  };
}
