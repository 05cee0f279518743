import type { z } from 'zod';
import { refuse, type Result } from '#contracts/errors.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import { type ClientClock, systemClock } from './client-clock.ts';
import { callHttp } from './http-call.ts';
import { type LinkStatus, openLink, type SocketFactory } from './link.ts';
import { createListeners } from './listeners.ts';

/** Where a replica stands in the hub's log; `epoch` changes when the hub's log is another one. */
export type ReplicaPosition = { cursor: number; epoch: string };

export type HubLink = LinkStatus & {
  /** 待发送: commands that the hub has not answered yet. */
  pending: number;
};

/** Messages that are worth nothing later and so are dropped while the link is down. */
export type Ephemeral = Extract<UpMessage, { t: 'need' | 'interest' | 'fix' | 'device' }>;

export type HubClient = {
  /**
   * Asks the hub. `public` and `launch` endpoints go over HTTP, all others over the socket.
   * Down link: a query answers `link_down` at once; a command waits, is sent again after the reconnect under its own
   * `commandId` and is carried out once. More than 500 waiting: `busy`.
   */
  call<E extends Endpoint>(endpoint: E, input: z.input<E['input']>): Promise<Result<z.output<E['output']>>>;
  /** False when the link is down: dropped. */
  send(message: Ephemeral): boolean;
  onMessage(listener: (message: DownMessage) => void): () => void;
  /** Binary position frames, as they came. */
  onFrame(listener: (frame: ArrayBuffer) => void): () => void;
  onLink(listener: (link: HubLink) => void): () => void;
  link(): HubLink;
  /** The hub's clock, ms UTC, as well as we know it. */
  hubNow(): number;
  /** Where the folded state stands; what to keep beside a stored replica. */
  position(): ReplicaPosition | null;
  /** Signs in as somebody else: a fresh hello with a fresh replica. null: lets go of the link and stays down. */
  setToken(token: string | null): void;
  wake(): void;
  close(): void;
};

type Options = {
  /** Origin of the hub: `https://10.1.2.3:8443`, no path. */
  url: string;
  token: string | null;
  launchToken?: string | null;
  /** A stored replica's place, so that only what it missed is sent. */
  resume?: ReplicaPosition | null;
  WebSocketImpl?: SocketFactory;
  fetchImpl?: typeof fetch;
  clock?: ClientClock;
};

type Waiting = {
  endpoint: Endpoint;
  input: unknown;
  sent: boolean;
  cancelTimeout: (() => void) | null;
  settle(result: Result<unknown>): void;
};

const MOST_WAITING = 500;
const QUERY_WITHIN_MS = 20_000;

/** Opens the page's one line to the hub. It tries at once and until `close`. */
export function createHubClient(options: Options): HubClient {
  const { url, launchToken = null, fetchImpl, clock = systemClock } = options;
  const WebSocketImpl = options.WebSocketImpl ?? (WebSocket as unknown as SocketFactory);
  const messages = createListeners<DownMessage>();
  const frames = createListeners<ArrayBuffer>();
  const links = createListeners<HubLink>();
  const waiting = new Map<number, Waiting>();
  let token = options.token;
  let position = options.resume ?? null;
  let epoch = '';
  let nextId = 1;

  const pending = () => [...waiting.values()].filter((call) => call.endpoint.kind === 'command').length;
  const current = (): HubLink => ({ ...link.status(), pending: pending() });
  const tellLink = () => links.tell(current());

  function settle(id: number, result: Result<unknown>) {
    const call = waiting.get(id);
    if (!call) return;
    waiting.delete(id);
    call.cancelTimeout?.();
    call.settle(result);
    if (call.endpoint.kind === 'command') tellLink();
  }

  function sendWaiting(id: number, call: Waiting) {
    call.sent = link.send({ t: 'call', id, name: call.endpoint.name, input: call.input });
  }

  function failQueries() {
    for (const [id, call] of [...waiting])
      if (call.endpoint.kind === 'query') settle(id, refuse('link_down'));
  }

  function failAll() {
    for (const id of [...waiting.keys()]) settle(id, refuse('signed_out'));
  }

  function hear(message: DownMessage) {
    if (message.t === 'reply') {
      // The code comes from the hub of our own build; an unknown one is shown as such by the dictionaries.
      return settle(
        message.id,
        (message.ok
          ? { ok: true, value: message.value }
          : { ok: false, error: message.error }) as Result<unknown>,
      );
    }
    if (message.t === 'welcome') {
      epoch = message.epoch;
      // Until its snapshot is here there is nothing to resume from.
      if (!message.resumed) position = null;
    }
    messages.tell(message);
    if (message.t === 'snapshot') position = { cursor: message.head, epoch };
    if (message.t === 'events' && position) position = { cursor: message.to, epoch };
  }

  const link = openLink({
    socketUrl: `${url.replace(/^http/, 'ws')}/ws`,
    hello: () =>
      token ? { t: 'hello', token, cursor: position?.cursor ?? null, epoch: position?.epoch ?? null } : null,
    onDown: hear,
    onFrame: (frame) => frames.tell(frame),
    onStatus: (status) => {
      if (status.state !== 'online') {
        for (const call of waiting.values()) call.sent = false;
        failQueries();
      } else {
        for (const [id, call] of waiting) if (!call.sent) sendWaiting(id, call);
      }
      tellLink();
    },
    WebSocketImpl,
    clock,
  });

  return {
    async call<E extends Endpoint>(endpoint: E, input: z.input<E['input']>) {
      if (endpoint.access === 'public' || endpoint.access === 'launch') {
        return callHttp(endpoint, input, { url, launchToken, ...(fetchImpl ? { fetchImpl } : {}) });
      }
      if (!token) return refuse('signed_out');
      if (endpoint.kind === 'query' && link.status().state !== 'online') return refuse('link_down');
      if (waiting.size >= MOST_WAITING) return refuse('busy');
      return new Promise<Result<z.output<E['output']>>>((resolve) => {
        const id = nextId++;
        const call: Waiting = {
          endpoint,
          input,
          sent: false,
          cancelTimeout: null,
          settle: (r) => resolve(r as Result<z.output<E['output']>>),
        };
        waiting.set(id, call);
        if (endpoint.kind === 'query')
          call.cancelTimeout = clock.after(QUERY_WITHIN_MS, () => settle(id, refuse('link_down')));
        sendWaiting(id, call);
        if (endpoint.kind === 'command') tellLink();
      });
    },
    send: (message) => link.send(message),
    onMessage: messages.add,
    onFrame: frames.add,
    onLink: links.add,
    link: current,
    hubNow: () => clock.now() + (link.status().clockOffsetMs ?? 0),
    position: () => position,
    setToken(next) {
      if (next === token) return link.wake();
      token = next;
      position = null;
      failAll();
      link.restart();
    },
    wake: () => link.wake(),
    close() {
      failAll();
      link.close();
    },
  };
}
