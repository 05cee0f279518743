/** One timer for everything that sends at a pace: twenty-one cameras with two timers each would wake the machine for nothing. */
export type Pump = AsyncDisposable & {
  /** Called about fifty times a second with `performance.now()`; the answer ends it. */
  add(work: (nowMs: number) => void): () => void;
};

const EVERY_MS = 20;

export function openPump(): Pump {
  const works = new Set<(nowMs: number) => void>();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    for (const work of works) work(nowMs);
  }, EVERY_MS);
  return {
    add(work) {
      works.add(work);
      return () => works.delete(work);
    },
    [Symbol.asyncDispose]: async () => clearInterval(timer),
  };
}
