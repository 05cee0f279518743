import { EventEmitter } from 'node:events';

/** The DevTools protocol is JSON without types of its own here. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type Json = Record<string, any>;

type Waiting = { method: string; resolve(result: Json): void; reject(error: Error): void };

/** One conversation with one target; events are emitted under their protocol name. */
export class CdpSession extends EventEmitter {
  readonly #cdp: Cdp;
  readonly #id: string | undefined;

  constructor(cdp: Cdp, id?: string) {
    super();
    this.#cdp = cdp;
    this.#id = id;
    this.setMaxListeners(0);
  }

  send(method: string, params: Json = {}): Promise<Json> {
    return this.#cdp.request(method, params, this.#id);
  }

  /** For commands whose target may be gone by now: what they would have done is then moot. */
  async attempt(method: string, params: Json = {}): Promise<Json | null> {
    try {
      return await this.send(method, params);
    } catch {
      return null; // the target closed meanwhile
    }
  }
}

/** A DevTools client over one browser-level WebSocket, sessions flattened into it. */
export class Cdp {
  readonly root: CdpSession = new CdpSession(this);
  readonly #socket: WebSocket;
  readonly #sessions = new Map<string, CdpSession>();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = (message) => this.#receive(JSON.parse(String(message.data)) as Json);
    socket.onclose = () => {
      this.#closed = true;
      for (const { method, reject } of this.#waiting.values())
        reject(new Error(`${method}: connection closed`));
      this.#waiting.clear();
    };
  }

  static open(url: string): Promise<Cdp> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      socket.onopen = () => resolve(new Cdp(socket));
      socket.onerror = () => reject(new Error(`cannot reach ${url}`));
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  sessionFor(id: string): CdpSession {
    const session = this.#sessions.get(id) ?? new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  request(method: string, params: Json, sessionId?: string): Promise<Json> {
    if (this.#closed) return Promise.reject(new Error(`${method}: connection closed`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  }

  #receive(message: Json): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) {
      const session = message.sessionId ? this.#sessions.get(message.sessionId) : this.root;
      session?.emit(message.method, message.params);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting.resolve(message.result);
  }
}
