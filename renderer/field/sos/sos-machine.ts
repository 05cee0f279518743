/** Held this long it counts as meant (issue: 1 s), and may still be taken back for this long (3 s). */
export const HOLD_MS = 1_000;
export const CANCEL_MS = 3_000;

export type SosState =
  | { step: 'idle' }
  | { step: 'holding'; since: number }
  | { step: 'countdown'; since: number }
  /** Meant. Whoever sees this step for the first time sends the alarm. */
  | { step: 'raised'; at: number };

export type SosInput =
  | { type: 'pressed'; now: number }
  | { type: 'released'; now: number }
  | { type: 'ticked'; now: number }
  | { type: 'cancelled' }
  /** The page is being closed or taken away: what was meant is sent, not forgotten. */
  | { type: 'leaving'; now: number }
  | { type: 'sent' };

export const sosIdle: SosState = { step: 'idle' };

/**
 * The SOS key: pressed → held 1 s → 3 s in which it may be cancelled → raised. Letting go within the first second takes
 * it back; letting go afterwards does not. Times are ms of one clock; pure.
 */
export function evolveSos(state: SosState, input: SosInput): SosState {
  switch (input.type) {
    case 'pressed':
      return state.step === 'idle' ? { step: 'holding', since: input.now } : state;
    case 'released':
      // A late timer must not turn a full hold into nothing.
      return state.step === 'holding'
        ? heldLongEnough(state.since, input.now)
          ? countdown(input.now)
          : sosIdle
        : state;
    case 'ticked':
      if (state.step === 'holding' && heldLongEnough(state.since, input.now)) return countdown(input.now);
      if (state.step === 'countdown' && input.now - state.since >= CANCEL_MS)
        return { step: 'raised', at: input.now };
      return state;
    case 'cancelled':
      return state.step === 'countdown' ? sosIdle : state;
    case 'leaving':
      if (state.step === 'countdown') return { step: 'raised', at: input.now };
      return state.step === 'holding' ? sosIdle : state;
    case 'sent':
      return state.step === 'raised' ? sosIdle : state;
  }
}

const heldLongEnough = (since: number, now: number): boolean => now - since >= HOLD_MS;
const countdown = (now: number): SosState => ({ step: 'countdown', since: now });

/** How much of the ring is drawn, 0 to 1: grows while held, empties during the countdown. */
export function sosRing(state: SosState, now: number): number {
  const part = (since: number, whole: number) => Math.min(1, Math.max(0, (now - since) / whole));
  if (state.step === 'holding') return part(state.since, HOLD_MS);
  if (state.step === 'countdown') return 1 - part(state.since, CANCEL_MS);
  return 0;
}
