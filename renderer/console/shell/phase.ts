import type { ConsoleState } from '../state/console-state.ts';
import type { ConsoleStore } from '../state/create-console-store.ts';

/**
 * What the window shows. connecting: the hub has not answered yet. hub_down: it did not, and is asked again. first: it belongs to
 * no court. A seat that is open stays open while the hub is away: it shows what it last heard, and how old that is.
 */
export type Phase = 'connecting' | 'hub_down' | 'first' | 'sign_in' | 'seat';

export function phaseOf({
  session,
  setup,
  setupRefusal,
}: Pick<ConsoleState, 'session' | 'setup' | 'setupRefusal'>): Phase {
  if (session) return 'seat';
  if (setupRefusal) return 'hub_down';
  if (!setup) return 'connecting';
  return setup.configured ? 'sign_in' : 'first';
}

export const ASK_AGAIN_MS = 3_000;

type Timer = { after: (ms: number, task: () => void) => () => void };

/**
 * Asks the hub how it is set up, and its directory of courts once it answers; again every 3 s while it does not, and while nobody
 * is signed in, so that a court founded at another window, or a hub that went away, is noticed. Until the returned function is called.
 */
export function watchSetup(store: ConsoleStore, timer: Timer): () => void {
  let stopped = false;
  let cancel = () => undefined as void;
  /** A seat that is open, and knows its courts, hears of its hub over the socket. */
  const knows = () => {
    const { session, setup, courts } = store.getState();
    return session !== null && setup !== null && courts.size > 0;
  };
  async function ask() {
    if (!knows()) {
      const reply = await store.getState().readSetup();
      if (reply.ok && store.getState().courts.size === 0) await store.getState().readCourts();
    }
    if (!stopped) cancel = timer.after(ASK_AGAIN_MS, () => void ask());
  }
  void ask();
  return () => {
    stopped = true;
    cancel();
  };
}
