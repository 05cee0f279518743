import type { z } from 'zod';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { type Refusal, refuse, type Result } from '#contracts/errors.ts';
import { type ClientClock, systemClock } from './client-clock.ts';
import { createListeners } from './listeners.ts';

/** urgent: an alarm. It is sent ahead of and beside everything else and is never turned away for want of room. */
export type Lane = 'urgent' | 'ordinary';

export type OutboxItem = {
  commandId: string;
  /** Order of entry; survives a reload. */
  seq: number;
  lane: Lane;
  /** Name of the endpoint, for example `order.acknowledge`. */
  name: string;
  input: { commandId: string } & Record<string, unknown>;
  /** What it is about, so that a screen can say 待发送 at the right place: an order's id, `status`, `sos`. */
  about: string;
  /** ms by this device. */
  queuedAt: number;
  state: 'pending' | 'sending' | 'refused';
  error: Refusal | null;
};

/** Where items outlive the page. `put` resolves only when the item is safe. */
export type OutboxStore = {
  all(): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(commandId: string): Promise<void>;
};

export type Outbox = {
  /** In order of entry; refused ones stay until dismissed. The same array until something changes. */
  items(): readonly OutboxItem[];
  /**
   * Keeps the command and sends it as soon as the hub can be reached.
   *
   * @returns ok once it is stored on the device; `busy` when 300 wait already; `store_unavailable` when the device
   *   cannot store it (it is still sent, but would not survive a reload).
   */
  add<E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']> & { commandId: string },
    about: string,
    lane?: Lane,
  ): Promise<Result<null>>;
  /** The operator has seen the refusal. */
  dismiss(commandId: string): Promise<void>;
  /** Forgets all of them: what one person did must never be sent under another's name. */
  clear(): Promise<void>;
  onChange(listener: (items: readonly OutboxItem[]) => void): () => void;
  /** Whether the hub can be reached; sending starts and stops with it. */
  setOnline(online: boolean): void;
  close(): void;
};

type Options = {
  store: OutboxStore;
  /** The hub client's call: keeps a command over a cut and sends it again under its own id. */
  call(endpoint: Endpoint, input: unknown): Promise<Result<unknown>>;
  clock?: ClientClock;
};

const MOST_ITEMS = 300;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/** The hub could not do it now; the same command may well pass later. */
const PASSING: ReadonlySet<string> = new Set([
  'link_down',
  'signed_out',
  'session_expired',
  'busy',
  'too_many_requests',
  'store_full',
  'store_unavailable',
  'internal',
]);

/** Opens the queue with what an earlier page left in it. */
export async function openOutbox({ store, call, clock = systemClock }: Options): Promise<Outbox> {
  const changes = createListeners<readonly OutboxItem[]>();
  // What was on its way when the page died may or may not have arrived; its commandId makes asking again safe.
  let items: readonly OutboxItem[] = (await store.all())
    .map((item) => (item.state === 'sending' ? { ...item, state: 'pending' as const } : item))
    .sort((a, b) => a.seq - b.seq);
  let online = false;
  let closed = false;
  let nextSeq = Math.max(0, ...items.map((item) => item.seq)) + 1;
  const busy: Record<Lane, boolean> = { urgent: false, ordinary: false };
  const failures: Record<Lane, number> = { urgent: 0, ordinary: 0 };
  const retries: Record<Lane, (() => void) | null> = { urgent: null, ordinary: null };

  const replace = (next: readonly OutboxItem[]) => {
    items = next;
    changes.tell(items);
  };
  const update = (commandId: string, part: Partial<OutboxItem>) =>
    replace(items.map((item) => (item.commandId === commandId ? { ...item, ...part } : item)));
  const drop = (commandId: string) => replace(items.filter((item) => item.commandId !== commandId));

  async function pump(lane: Lane): Promise<void> {
    if (!online || closed || busy[lane] || retries[lane]) return;
    const next = items.find((item) => item.lane === lane && item.state === 'pending');
    if (!next) return;
    busy[lane] = true;
    update(next.commandId, { state: 'sending' });
    const endpoint = ENDPOINTS.get(next.name);
    const result = endpoint ? await call(endpoint, next.input) : refuse('unknown_endpoint');
    await settle(next, result);
    busy[lane] = false;
    void pump(lane);
  }

  async function settle(item: OutboxItem, result: Result<unknown>): Promise<void> {
    if (closed) return;
    if (result.ok) {
      failures[item.lane] = 0;
      drop(item.commandId);
      await keep('remove', () => store.remove(item.commandId));
      return;
    }
    if (PASSING.has(result.error.code)) {
      // The first in line stays first: what was said in order must be heard in order.
      update(item.commandId, { state: 'pending' });
      const pause = RETRY_MS[Math.min(failures[item.lane]++, RETRY_MS.length - 1)]!;
      retries[item.lane] = clock.after(pause, () => {
        retries[item.lane] = null;
        void pump(item.lane);
      });
      return;
    }
    failures[item.lane] = 0;
    const refused = { state: 'refused' as const, error: result.error };
    update(item.commandId, refused);
    await keep('put', () => store.put({ ...item, ...refused }));
  }

  return {
    items: () => items,
    async add(endpoint, input, about, lane = 'ordinary') {
      if (lane === 'ordinary' && items.length >= MOST_ITEMS) return refuse('busy');
      const item: OutboxItem = {
        commandId: input.commandId,
        seq: nextSeq++,
        lane,
        name: endpoint.name,
        input: input as OutboxItem['input'],
        about,
        queuedAt: clock.now(),
        state: 'pending',
        error: null,
      };
      replace([...items, item]);
      // An alarm does not wait for the disk; anything else is safe before it is sent.
      if (lane === 'urgent') void pump(lane);
      const kept = await keep('put', () => store.put(item));
      // The answer may have been quicker than the disk; then the stored copy is of no use any more.
      if (!items.some((other) => other.commandId === item.commandId))
        await keep('remove', () => store.remove(item.commandId));
      void pump(lane);
      return kept ? { ok: true, value: null } : refuse('store_unavailable');
    },
    async dismiss(commandId) {
      if (items.find((item) => item.commandId === commandId)?.state !== 'refused') return;
      drop(commandId);
      await keep('remove', () => store.remove(commandId));
    },
    async clear() {
      const gone = items;
      replace([]);
      for (const item of gone) await keep('remove', () => store.remove(item.commandId));
    },
    onChange: changes.add,
    setOnline(next) {
      if (next === online) return;
      online = next;
      if (!online) return;
      for (const lane of ['urgent', 'ordinary'] as const) {
        retries[lane]?.();
        retries[lane] = null;
        void pump(lane);
      }
    },
    close() {
      closed = true;
      retries.urgent?.();
      retries.ordinary?.();
    },
  };
}

/** A device that cannot store (private window, full disk) still sends; it only cannot promise to survive a reload. */
async function keep(what: string, task: () => Promise<void>): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (cause) {
    console.error('outbox storage failed', { what, cause: String(cause) });
    return false;
  }
}
