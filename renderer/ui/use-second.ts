import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setTimeout> | null = null;

/** One timer for all, on the second, so that every clock of the page turns at once. */
function beat() {
  nowMs = Date.now();
  timer = setTimeout(beat, 1000 - (nowMs % 1000) + 5);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === null) beat();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearTimeout(timer);
    timer = null;
  };
}

/** This machine's time, ms UTC; renders the caller anew each second. */
export const useSecond = (): number =>
  useSyncExternalStore(
    subscribe,
    () => nowMs,
    () => nowMs,
  );
