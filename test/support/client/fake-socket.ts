import type { DownMessage, UpMessage } from '#contracts/sync.ts';
import type { SocketFactory, SocketLike } from '#renderer/client/link.ts';

export type FakeSocket = SocketLike & {
  url: string;
  sent: UpMessage[];
  open(): void;
  hear(message: DownMessage): void;
  hearRaw(data: unknown): void;
  /** The network lets go: no close handshake from our side. */
  cut(): void;
};

/** A hub's end of sockets that a test plays itself. `sockets` are in the order they were opened. */
export function createFakeSockets(): {
  WebSocketImpl: SocketFactory;
  sockets: FakeSocket[];
  last(): FakeSocket;
} {
  const sockets: FakeSocket[] = [];
  class Fake implements FakeSocket {
    binaryType = 'blob';
    readyState = 0;
    sent: UpMessage[] = [];
    url: string;
    #listeners: Record<string, ((event: { data?: unknown }) => void)[]> = {};
    constructor(url: string) {
      this.url = url;
      sockets.push(this);
    }
    addEventListener(type: string, listener: (event: { data?: unknown }) => void) {
      (this.#listeners[type] ??= []).push(listener);
    }
    #fire(type: string, event: { data?: unknown } = {}) {
      for (const listener of this.#listeners[type] ?? []) listener(event);
    }
    send(data: string) {
      if (this.readyState !== 1) throw new Error('sent on a socket that is not open');
      this.sent.push(JSON.parse(data) as UpMessage);
    }
    close() {
      this.cut();
    }
    open() {
      this.readyState = 1;
      this.#fire('open');
    }
    hear(message: DownMessage) {
      this.hearRaw(JSON.stringify(message));
    }
    hearRaw(data: unknown) {
      this.#fire('message', { data });
    }
    cut() {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#fire('close');
    }
  }
  return {
    WebSocketImpl: Fake,
    sockets,
    last: () => {
      const socket = sockets.at(-1);
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
  };
}
