import type { ClientClock } from '#renderer/client/client-clock.ts';

export type ManualClock = ClientClock & { advance(ms: number): void };

/** Time that moves only when told; tasks run in the order they fall due. Chance is always one half. */
export function createManualClock(start = 1_000_000): ManualClock {
  let now = start;
  const tasks = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    random: () => 0.5,
    after(delayMs, run) {
      const task = { at: now + delayMs, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = [...tasks].filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        tasks.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = end;
    },
  };
}
