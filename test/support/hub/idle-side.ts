import type { FromRelay } from '#hub/media/relay-messages.ts';
import type { StartSide } from '#hub/ports.ts';

/** A relay that is there and knows no uplink: a hub whose test has no media needs no second process. */
export const idleSide: StartSide = () => {
  let exit: (code: number | null) => void = () => undefined;
  let say: (message: FromRelay) => void = () => undefined;
  return {
    post: (message) => {
      const { id } = message as { id: number };
      setImmediate(() => say({ kind: 'refused', id, error: 'UnknownUplink', message: 'nobody sends' }));
    },
    onMessage: (listener) => {
      say = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    kill: () => exit(0),
  };
};
