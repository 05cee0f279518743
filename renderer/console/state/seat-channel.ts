import type { ConsoleState } from './console-state.ts';
import type { ConsoleStore } from './create-console-store.ts';
import type { Picked } from './selection-slice.ts';
import type { Session } from './session-slice.ts';
import type { Tile } from './video-slice.ts';
import type { SeatWindow } from './window-kind.ts';

/** What the windows of one seat have in common: picked in one of them is picked in all. */
type Shared = {
  picked: Picked | null;
  operationId: string | null;
  targets: readonly string[];
  flight: ConsoleState['flight'];
  tiles: readonly Tile[];
};

export type SeatMessage =
  /** A window without a session asks the main one. */
  | { t: 'ask' }
  | { t: 'session'; session: Session }
  | { t: 'ended'; sessionId: string }
  | { t: 'shared'; sessionId: string; shared: Shared };

/** The part of BroadcastChannel that is used here. */
export type Channel = {
  postMessage: (message: SeatMessage) => void;
  addEventListener: (type: 'message', listener: (event: { data: SeatMessage }) => void) => void;
  close: () => void;
};

const sharedOf = ({ picked, operationId, targets, flight, tiles }: ConsoleState): Shared => ({
  picked,
  operationId,
  targets: [...targets],
  flight,
  tiles,
});

const SHARED_KEYS = ['picked', 'operationId', 'targets', 'flight', 'tiles'] as const;

/**
 * Joins the windows of a seat until the returned function is called. The session itself goes from window to window and is never
 * written where it would outlive them; what one window picks, the others of the same session show.
 */
export function joinSeat(store: ConsoleStore, channel: Channel, kind: SeatWindow): () => void {
  let hearing = false;
  const sessionId = () => store.getState().session?.caller.sessionId ?? null;

  channel.addEventListener('message', ({ data }) => {
    const state = store.getState();
    hearing = true;
    try {
      if (data.t === 'ask' && kind === 'main' && state.session) {
        channel.postMessage({ t: 'session', session: state.session });
        channel.postMessage({
          t: 'shared',
          sessionId: state.session.caller.sessionId,
          shared: sharedOf(state),
        });
      }
      if (data.t === 'session' && kind !== 'main' && !state.session) state.adopt(data.session);
      if (data.t === 'ended' && kind !== 'main' && data.sessionId === sessionId())
        state.sessionEnded('signed_out');
      if (data.t === 'shared' && data.sessionId === sessionId())
        store.setState({ ...data.shared, targets: new Set(data.shared.targets) });
    } finally {
      hearing = false;
    }
  });

  const stop = store.subscribe((state, before) => {
    if (hearing) return;
    if (kind === 'main' && state.session !== before.session) {
      if (before.session) channel.postMessage({ t: 'ended', sessionId: before.session.caller.sessionId });
      if (state.session) channel.postMessage({ t: 'session', session: state.session });
    }
    if (state.session && SHARED_KEYS.some((key) => state[key] !== before[key])) {
      channel.postMessage({
        t: 'shared',
        sessionId: state.session.caller.sessionId,
        shared: sharedOf(state),
      });
    }
  });
  if (!store.getState().session && kind !== 'main') channel.postMessage({ t: 'ask' });
  return () => {
    stop();
    channel.close();
  };
}
