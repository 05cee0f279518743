import type { OperationState } from '#contracts/operation.ts';
import type { Cue, When } from '#hub/drill/scenario.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';

export type Timeline = {
  /** Every phone is on the line. */
  online(): void;
  /** A site has come into a state; the first word of a site is where it stands, not that it came there. */
  site(key: string, state: OperationState): void;
  sos(): void;
  /** The command center has written this to that unit. */
  heard(callSign: string, text: string): void;
  close(): void;
};

type Options = {
  cues: readonly Cue[];
  speed: number;
  /** The opening was said before the restart. */
  resumed: boolean;
  clock: Pick<ClientClock, 'after'>;
  run(cue: Cue): void;
};

/**
 * Gives the cues of a scenario when what they wait for has happened, each once. A cue of a site's state lapses when the
 * site has left that state by then.
 */
export function createTimeline({ cues, speed, resumed, clock, run }: Options): Timeline {
  const given = new Set<Cue>();
  const states = new Map<string, OperationState>();
  const pending = new Set<() => void>();

  const stillTrue = ({ when }: Cue) => when.on !== 'site' || states.get(when.site) === when.state;
  const start = (fits: (when: When, cue: Cue) => boolean) => {
    for (const cue of cues) {
      if (given.has(cue) || !fits(cue.when, cue)) continue;
      given.add(cue);
      const cancel = clock.after((cue.afterSeconds * 1000) / speed, () => {
        pending.delete(cancel);
        if (stillTrue(cue)) run(cue);
      });
      pending.add(cancel);
    }
  };

  return {
    online: () => {
      if (!resumed) start((when) => when.on === 'online');
    },
    site(key, state) {
      const before = states.get(key);
      if (before === state) return;
      states.set(key, state);
      if (before !== undefined)
        start((when) => when.on === 'site' && when.site === key && when.state === state);
    },
    sos: () => start((when) => when.on === 'sos'),
    heard: (callSign, text) =>
      start((when, cue) => when.on === 'word' && cue.unit === callSign && text.includes(when.word)),
    close: () => {
      for (const cancel of pending) cancel();
      pending.clear();
    },
  };
}
