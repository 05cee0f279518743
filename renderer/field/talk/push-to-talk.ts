import type { Refusal, Result } from '#contracts/errors.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';

export type TalkState =
  | { step: 'idle'; refusal: Refusal | null }
  /** The floor is asked for; nobody hears yet. */
  | { step: 'asking' }
  | { step: 'talking'; since: number };

export type PushToTalk = {
  state(): TalkState;
  press(): void;
  /** Safe to call at any time and more than once: blur, a lost pointer, a hidden page, a cut link, all end here. */
  release(): void;
};

type Options = {
  /** Asks the hub for the floor. */
  start(): Promise<Result<unknown>>;
  end(): Promise<Result<unknown>>;
  /** The microphone is open only between a granted floor and the release. */
  openMicrophone(on: boolean): void;
  onState(state: TalkState): void;
  clock: ClientClock;
};

/** The hub takes the floor back after 60 s; we let go a little sooner, so that nobody speaks into nothing. */
export const LONGEST_TALK_MS = 58_000;

/** Hold to talk. Whatever ends the hold ends the talk, also when the hub's answer comes after it. */
export function createPushToTalk({ start, end, openMicrophone, onState, clock }: Options): PushToTalk {
  let state: TalkState = { step: 'idle', refusal: null };
  let hold = 0;
  let cancelLimit: (() => void) | null = null;

  const become = (next: TalkState) => {
    state = next;
    onState(state);
  };

  async function ask(mine: number) {
    const result = await start();
    if (mine !== hold) {
      // Let go before the floor was granted: give it back, unless the next hold has asked for it already.
      if (result.ok && state.step === 'idle') await end();
      return;
    }
    if (!result.ok) return become({ step: 'idle', refusal: result.error });
    openMicrophone(true);
    become({ step: 'talking', since: clock.now() });
    cancelLimit = clock.after(LONGEST_TALK_MS, release);
  }

  function release() {
    hold += 1;
    cancelLimit?.();
    cancelLimit = null;
    if (state.step === 'idle') return;
    const talked = state.step === 'talking';
    openMicrophone(false);
    become({ step: 'idle', refusal: null });
    if (talked) void end();
  }

  return {
    state: () => state,
    press() {
      if (state.step !== 'idle') return;
      hold += 1;
      become({ step: 'asking' });
      void ask(hold);
    },
    release,
  };
}
