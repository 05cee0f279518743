/** Time, delay and chance as the client needs them, so that its tests make their own. */
export type ClientClock = {
  /** Milliseconds since 1970, UTC, by this machine. */
  now(): number;
  /** Runs `task` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** In [0, 1). */
  random(): number;
};

export const systemClock: ClientClock = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
