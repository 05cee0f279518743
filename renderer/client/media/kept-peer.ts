import { type ClientClock, systemClock } from '../client-clock.ts';
import type { Peer } from './peer.ts';
import type { PeerState, PeerStatus } from './peer-status.ts';
import { type Pulse, pulseOf } from './pulse.ts';

type Events = { onGone(cause: Error): void; onReachable(reachable: boolean): void };

type Options = {
  open(events: Events): Peer;
  /** Which counter has to move for it to be live. */
  beats: keyof Pulse;
  /** Standing still that long it is lost. */
  stillMs: number;
  onState(status: PeerStatus): void;
  clock?: ClientClock;
};

export type KeptPeer = {
  peer(): Peer | null;
  /** Lets go of the connection and opens another one at once. */
  renew(): void;
  close(): void;
};

/** A connection that is just being made is asked more often, so that the first picture counts when it is there. */
const LOOK_MS = { connecting: 200, settled: 1_000 };
/** From the relay nothing at all for so long: it has forgotten us, or we cannot reach it. */
const DEAF_MS = 6_000;
const CONNECT_MS = 10_000;
const BACK_OFF = { firstMs: 500, mostMs: 5_000 };

/** Keeps a connection to the relay: says how it is, and makes a new one under the same id when it is of no more use. */
export function keepPeer({ open, beats, stillMs, onState, clock = systemClock }: Options): KeptPeer {
  let peer: Peer | null = null;
  let state: PeerState | null = null;
  let cancel: (() => void) | null = null;
  let failures = 0;
  let closed = false;

  function say(next: PeerState) {
    if (next === state) return;
    state = next;
    onState({ state, since: clock.now() });
  }

  function start() {
    const startedAt = clock.now();
    let last: Pulse = { shown: 0, heard: 0 };
    let beatAt: number | null = null;
    let heardAt = startedAt;

    const mine = () => !closed && peer === own;
    const lose = () => {
      if (!mine()) return;
      peer = null;
      own.close();
      if (state !== 'connecting' || failures > 0) say('lost');
      startLater();
    };
    const own: Peer = open({
      onGone: lose,
      onReachable: (reachable) => {
        if (!reachable && mine() && state === 'live') say('lost');
      },
    });
    peer = own;

    const judge = (pulse: Pulse) => {
      const now = clock.now();
      if (pulse[beats] !== last[beats]) {
        beatAt = now;
        failures = 0;
        say('live');
      } else if (beatAt !== null && now - beatAt >= stillMs) {
        say('lost');
      }
      if (pulse.heard !== last.heard) heardAt = now;
      last = pulse;
      const deaf = now - heardAt >= (heardAt === startedAt ? CONNECT_MS : DEAF_MS);
      if (deaf) lose();
      else look();
    };
    const look = () => {
      cancel = clock.after(state === 'live' ? LOOK_MS.settled : LOOK_MS.connecting, () => {
        void own.stats().then((reports) => mine() && judge(pulseOf(reports)));
      });
    };
    look();
  }

  function startLater() {
    cancel?.();
    const delayMs = Math.min(BACK_OFF.firstMs * 2 ** failures, BACK_OFF.mostMs);
    failures += 1;
    cancel = clock.after(delayMs * (0.8 + 0.4 * clock.random()), start);
  }

  function letGo() {
    cancel?.();
    cancel = null;
    const last = peer;
    peer = null;
    last?.close();
  }

  say('connecting');
  start();
  return {
    peer: () => peer,
    renew() {
      if (closed) return;
      letGo();
      failures = 0;
      start();
    },
    close() {
      if (closed) return;
      letGo();
      closed = true;
      say('closed');
    },
  };
}
