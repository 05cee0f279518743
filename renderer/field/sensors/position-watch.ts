import type { FixReport } from '#contracts/sync.ts';
import { type ClientClock } from '#renderer/client/client-clock.ts';
import { fixFromPosition, isWorthSending } from './fix-gate.ts';

export type PositionState = 'asking' | 'on' | 'denied' | 'unavailable';

type Options = {
  geolocation: Geolocation | undefined;
  /** False when it could not be sent; the next fix is then tried at once. */
  send(fix: FixReport): boolean;
  onFix(fix: FixReport): void;
  onState(state: PositionState): void;
  clock: ClientClock;
};

const RESTART_MS = 5_000;
const NUDGE_MS = 12_000;
const PERMISSION_DENIED = 1;

/** Watches where this phone is until closed. Fixes are sent as the gate allows, shown all. */
export function openPositionWatch({ geolocation, send, onFix, onState, clock }: Options): { close(): void } {
  let sent: { fix: FixReport; sentAt: number } | null = null;
  let watch: number | null = null;
  let cancelTimer: (() => void) | null = null;
  let closed = false;
  const accuracy: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 };

  function take(position: GeolocationPosition) {
    if (closed) return;
    const fix = fixFromPosition(position);
    if (!fix) return;
    onState('on');
    onFix(fix);
    nudgeLater();
    const now = clock.now();
    if (isWorthSending(sent, fix, now) && send(fix)) sent = { fix, sentAt: now };
  }

  function fail(error: GeolocationPositionError) {
    if (closed) return;
    onState(error.code === PERMISSION_DENIED ? 'denied' : 'unavailable');
    if (watch !== null) geolocation?.clearWatch(watch);
    watch = null;
    // Permission may be given later in the settings, and a cellar has an end.
    cancelTimer?.();
    cancelTimer = clock.after(RESTART_MS, start);
  }

  /** A phone that lies still may not call back for minutes; ask, so that the center sees a fresh age. */
  function nudgeLater() {
    cancelTimer?.();
    cancelTimer = clock.after(NUDGE_MS, () => {
      geolocation?.getCurrentPosition(take, () => undefined, accuracy);
      nudgeLater();
    });
  }

  function start() {
    if (closed || !geolocation) return;
    watch = geolocation.watchPosition(take, fail, accuracy);
    nudgeLater();
  }

  onState(geolocation ? 'asking' : 'unavailable');
  start();
  return {
    close() {
      closed = true;
      cancelTimer?.();
      if (watch !== null) geolocation?.clearWatch(watch);
    },
  };
}
