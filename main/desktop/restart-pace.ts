export type RestartPace = {
  /** Milliseconds to wait before the next start, by how often it failed lately. */
  afterCrash(nowMs: number): number;
  /** Crashes within the last minute. */
  recent(nowMs: number): number;
};

const WINDOW_MS = 60_000;
const FIRST_MS = 250;
const LAST_MS = 15_000;

/** Quick after a single crash, ever slower while it keeps crashing, never giving up: a seat without a hub is of no use. */
export function createRestartPace(): RestartPace {
  let crashes: number[] = [];
  const recent = (nowMs: number) => {
    crashes = crashes.filter((at) => nowMs - at < WINDOW_MS);
    return crashes.length;
  };
  return {
    afterCrash(nowMs) {
      const before = recent(nowMs);
      crashes.push(nowMs);
      return Math.min(FIRST_MS * 2 ** before, LAST_MS);
    },
    recent,
  };
}
