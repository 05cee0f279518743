import type { ClientClock } from '#renderer/client/client-clock.ts';
import { evolveSos, type SosInput, type SosState } from '../sos/sos-machine.ts';

type Options = {
  read(): SosState;
  write(state: SosState): void;
  /** Called once an alarm. */
  raise(): void;
  vibrate(pattern: number | number[]): void;
  clock: ClientClock;
};

export type SosDriver = { press(): void; release(): void; cancel(): void; leave(): void };

const TICK_MS = 100;

/** Feeds the SOS machine with time, and sends what it raises. Felt in the hand: a buzz at the hold, one a second after. */
export function createSosDriver({ read, write, raise, vibrate, clock }: Options): SosDriver {
  let cancelTick: (() => void) | null = null;

  function feed(input: SosInput) {
    const before = read();
    const after = evolveSos(before, input);
    if (after !== before) write(after);
    if (after.step !== before.step) felt(after.step, before.step);
    if (after.step === 'raised') {
      raise();
      return feed({ type: 'sent' });
    }
    cancelTick?.();
    cancelTick =
      after.step === 'idle' ? null : clock.after(TICK_MS, () => feed({ type: 'ticked', now: clock.now() }));
  }

  function felt(step: SosState['step'], before: SosState['step']) {
    if (step === 'countdown') vibrate([200, 800, 200, 800, 200]);
    else if (step === 'raised') vibrate([600]);
    else if (before === 'countdown') vibrate(0);
  }

  return {
    press: () => feed({ type: 'pressed', now: clock.now() }),
    release: () => feed({ type: 'released', now: clock.now() }),
    cancel: () => feed({ type: 'cancelled' }),
    leave: () => feed({ type: 'leaving', now: clock.now() }),
  };
}
