import type { Result } from '#contracts/errors.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';

/** One connection to the relay; `onGone` once, when it will not come back by itself. */
export type CameraPeer = { close(): void };
export type OpenCameraPeer = (events: {
  /** Brings the offer to the hub and the answer back; rejects when there is none. */
  exchange(offer: string): Promise<string>;
  onGone(): void;
}) => CameraPeer;

export type CameraLink = {
  /** Sends, anew if it already did: a hub that was restarted knows nothing of the old connection. */
  start(): void;
  stop(): void;
};

type Options = {
  open: OpenCameraPeer;
  askHub(offer: string): Promise<Result<{ answer: string }>>;
  clock: ClientClock;
};

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** A connection that stood so long was a good one: the next failure is a first one again. */
const STEADY_MS = 20_000;

/** Keeps a camera's uplink up while it is switched on. */
export function createCameraLink({ open, askHub, clock }: Options): CameraLink {
  let on = false;
  let peer: CameraPeer | null = null;
  let failures = 0;
  let cancelRetry = () => {};

  function connect() {
    const openedAt = clock.now();
    let mine: CameraPeer | null = null;
    const gone = () => {
      if (mine === null || mine !== peer) return;
      mine.close();
      peer = null;
      if (clock.now() - openedAt > STEADY_MS) failures = 0;
      const ceiling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures++, 6));
      cancelRetry = clock.after(ceiling * (0.5 + 0.5 * clock.random()), connect);
    };
    mine = peer = open({
      exchange: async (offer) => {
        const result = await askHub(offer);
        if (!result.ok) throw new Error(result.error.code);
        return result.value.answer;
      },
      onGone: gone,
    });
  }

  const stop = () => {
    on = false;
    cancelRetry();
    const was = peer;
    peer = null;
    was?.close();
  };

  return {
    start() {
      if (on) stop();
      on = true;
      connect();
    },
    stop,
  };
}
