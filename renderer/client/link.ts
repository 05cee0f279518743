import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import type { ClientClock } from './client-clock.ts';

/** online: the hub has welcomed us. reconnecting: cut, and tried again. offline: cut for longer, or turned away. */
export type LinkState = 'online' | 'reconnecting' | 'offline';

export type LinkStatus = {
  state: LinkState;
  /** When the link came into this state, ms by this machine. */
  since: number;
  /** Round trip of the last heartbeat, ms. */
  latencyMs: number | null;
  /** Hub's clock minus this machine's, ms, taken from the quickest recent heartbeat. Kept while the link is down. */
  clockOffsetMs: number | null;
  /** Why the hub turned us away for good (`session_expired`, `device_revoked` …); null while trying makes sense. */
  refusedWith: string | null;
};

export type SocketLike = {
  binaryType: string;
  readonly readyState: number;
  send(data: string): void;
  close(code?: number): void;
  addEventListener(
    type: 'open' | 'close' | 'error' | 'message',
    listener: (event: { data?: unknown }) => void,
  ): void;
};
export type SocketFactory = new (url: string) => SocketLike;

type LinkOptions = {
  socketUrl: string;
  hello(): Extract<UpMessage, { t: 'hello' }> | null;
  onDown(message: DownMessage): void;
  onFrame(frame: ArrayBuffer): void;
  onStatus(status: LinkStatus): void;
  WebSocketImpl: SocketFactory;
  clock: ClientClock;
};

export type Link = {
  status(): LinkStatus;
  /** False when the link is not up: nothing was sent. */
  send(message: UpMessage): boolean;
  /** Something says that trying now makes sense: the network came back, the page was shown again, a new token. */
  wake(): void;
  /** Lets go of the socket and says hello anew. */
  restart(): void;
  close(): void;
};

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 8_000;
const WELCOME_WITHIN_MS = 8_000;
const HEARTBEAT_MS = 5_000;
const SILENT_AFTER_MS = 9_000;
const OFFLINE_AFTER_MS = 10_000;
const OPEN = 1;

/** After these the same token never works again, so asking again would only be noise. */
const FINAL: ReadonlySet<string> = new Set([
  'signed_out',
  'session_expired',
  'device_revoked',
  'account_disabled',
  'account_locked',
  'foreign_origin',
]);

/** Keeps one socket to the hub alive: hello, heartbeat, capped and jittered retries. Knows nothing of calls. */
export function openLink({
  socketUrl,
  hello,
  onDown,
  onFrame,
  onStatus,
  WebSocketImpl,
  clock,
}: LinkOptions): Link {
  let status: LinkStatus = {
    state: hello() ? 'reconnecting' : 'offline',
    since: clock.now(),
    latencyMs: null,
    clockOffsetMs: null,
    refusedWith: null,
  };
  let socket: SocketLike | null = null;
  let closed = false;
  let failures = 0;
  let pingedAt: number | null = null;
  let bestRoundTripMs = Infinity;
  const timers: Record<'retry' | 'heartbeat' | 'welcome' | 'offline', (() => void) | null> = {
    retry: null,
    heartbeat: null,
    welcome: null,
    offline: null,
  };

  const stop = (name: keyof typeof timers) => {
    timers[name]?.();
    timers[name] = null;
  };
  const start = (name: keyof typeof timers, delayMs: number, task: () => void) => {
    stop(name);
    timers[name] = clock.after(delayMs, () => {
      timers[name] = null;
      task();
    });
  };
  const stopAll = () => (Object.keys(timers) as (keyof typeof timers)[]).forEach(stop);
  const callOfflineLater = () =>
    start('offline', OFFLINE_AFTER_MS, () => status.state === 'reconnecting' && say({ state: 'offline' }));
  const say = (change: Partial<LinkStatus>) => {
    const moved = change.state !== undefined && change.state !== status.state;
    status = { ...status, ...change, since: moved ? clock.now() : status.since };
    onStatus(status);
  };

  function lost(was: SocketLike) {
    if (was !== socket) return;
    socket = null;
    pingedAt = null;
    stop('heartbeat');
    stop('welcome');
    if (closed) return;
    if (status.state === 'online') {
      callOfflineLater();
      say({ state: 'reconnecting', latencyMs: null });
    }
    if (status.refusedWith === null) retryLater();
  }

  function retryLater() {
    const ceiling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10));
    failures += 1;
    // Half fixed, half chance: a hundred pages must not come back in the same instant.
    start('retry', ceiling / 2 + (ceiling / 2) * clock.random(), connect);
  }

  function drop() {
    const was = socket;
    if (!was) return;
    lost(was);
    was.close();
  }

  function beat() {
    const waitedMs = pingedAt === null ? 0 : clock.now() - pingedAt;
    if (waitedMs >= SILENT_AFTER_MS) return drop();
    if (pingedAt === null) {
      pingedAt = clock.now();
      socket?.send(JSON.stringify({ t: 'ping', sentAt: pingedAt } satisfies UpMessage));
    }
    start('heartbeat', Math.min(HEARTBEAT_MS, SILENT_AFTER_MS - waitedMs), beat);
  }

  function learnTime(sentAt: number, hubTime: number) {
    const roundTripMs = Math.max(0, clock.now() - sentAt);
    pingedAt = null;
    // The quicker the answer, the nearer its time to the truth; old bests fade, because clocks drift.
    bestRoundTripMs = Math.min(bestRoundTripMs * 1.1 + 1, Infinity);
    const better = roundTripMs <= bestRoundTripMs;
    if (better) bestRoundTripMs = roundTripMs;
    const offset = Math.round(hubTime + roundTripMs / 2 - clock.now());
    say({
      latencyMs: roundTripMs,
      ...(better || status.clockOffsetMs === null ? { clockOffsetMs: offset } : {}),
    });
  }

  function hear(message: DownMessage) {
    if (message.t === 'welcome') {
      failures = 0;
      stop('welcome');
      stop('offline');
      const clockOffsetMs = status.clockOffsetMs ?? Math.round(message.hubTime - clock.now());
      // The order matters: whoever hears of `online` may send, and the replica must know the epoch by then.
      onDown(message);
      say({ state: 'online', clockOffsetMs, refusedWith: null });
      return beat();
    }
    if (message.t === 'pong') return learnTime(message.sentAt, message.hubTime);
    if (message.t === 'bye' && FINAL.has(message.code)) say({ state: 'offline', refusedWith: message.code });
    onDown(message);
  }

  function connect() {
    stop('retry');
    const greeting = hello();
    if (closed || socket || !greeting || status.refusedWith !== null) return;
    const opened = new WebSocketImpl(socketUrl);
    opened.binaryType = 'arraybuffer';
    socket = opened;
    start('welcome', WELCOME_WITHIN_MS, drop);
    opened.addEventListener('open', () => opened === socket && opened.send(JSON.stringify(greeting)));
    opened.addEventListener('close', () => lost(opened));
    // `close` always follows an error; the browser says nothing useful in it.
    opened.addEventListener('error', () => undefined);
    opened.addEventListener('message', ({ data }) => {
      if (opened !== socket) return;
      if (data instanceof ArrayBuffer) return onFrame(data);
      const message = parseDown(data);
      if (message) hear(message);
    });
  }

  function begin() {
    say({ state: hello() ? 'reconnecting' : 'offline', latencyMs: null, refusedWith: null });
    if (status.state === 'reconnecting') callOfflineLater();
    connect();
  }

  if (status.state === 'reconnecting') callOfflineLater();
  connect();

  return {
    status: () => status,
    send(message) {
      if (status.state !== 'online' || socket?.readyState !== OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    wake() {
      if (closed) return;
      failures = 0;
      if (!socket) return connect();
      // A phone that slept finds a socket that looks open and is not: ask it at once.
      if (status.state === 'online') beat();
    },
    restart() {
      const was = socket;
      socket = null;
      pingedAt = null;
      failures = 0;
      stopAll();
      was?.close();
      begin();
    },
    close() {
      closed = true;
      stopAll();
      const was = socket;
      socket = null;
      was?.close();
    },
  };
}

/** The hub is ours and its messages are trusted; what is not even JSON with a `t` comes from something in between. */
function parseDown(data: unknown): DownMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null && 't' in message
      ? (message as DownMessage)
      : null;
  } catch (cause) {
    console.warn('unreadable message from the hub', { characters: data.length, cause: String(cause) });
    return null;
  }
}
