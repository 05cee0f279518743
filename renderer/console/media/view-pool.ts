import { closeView, openView as openViewEndpoint } from '#contracts/media.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import type { Peers, PeerStatus } from './peers.ts';

export type View = PeerStatus & {
  stream: MediaStream | null;
  /** Why the hub refused; null as long as it did not. */ refusal: string | null;
};
export type ViewWish = { unitId: string; operationId: string | null; purpose: string };

export type ViewPool = {
  /** One connection a unit, however many tiles show it. The returned function lets go of it. */
  acquire: (wish: ViewWish) => () => void;
  /** The same object until something changed. */
  read: (unitId: string) => View;
  onChange: (listener: () => void) => () => void;
  close: () => void;
};

type Entry = {
  viewId: string;
  holders: number;
  view: View;
  close: () => void;
  closing: ReturnType<typeof setTimeout> | null;
};

const IDLE: View = Object.freeze({ state: 'closed', since: 0, stream: null, refusal: null });
/** A tile that moves from the strip to the alarm desk must not connect anew. */
const LINGER_MS = 1_500;

export class SignalRefused extends Error {
  override name = 'SignalRefused';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Opens the pool of what this window looks at. Every view is in the record once, with its purpose (R110). */
export function createViewPool(hub: HubClient, { openView }: Pick<Peers, 'openView'>): ViewPool {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());

  function open({ unitId, operationId, purpose }: ViewWish): Entry {
    const viewId = newId();
    const entry: Entry = {
      viewId,
      holders: 0,
      view: { state: 'connecting', since: Date.now(), stream: null, refusal: null },
      close: () => undefined,
      closing: null,
    };
    const change = (part: Partial<View>) => {
      entry.view = { ...entry.view, ...part };
      tell();
    };
    entries.set(unitId, entry);
    const { close } = openView({
      viewId,
      uplinkId: `unit/${unitId}`,
      video: true,
      signal: async ({ offer }) => {
        const reply = await hub.call(openViewEndpoint, { viewId, unitId, operationId, purpose, offer });
        if (reply.ok) return reply.value;
        change({ refusal: reply.error.code });
        throw new SignalRefused(reply.error.code);
      },
      onStream: (stream) => change({ stream, refusal: null }),
      onState: (status) => change({ ...status, ...(status.state === 'live' ? { refusal: null } : {}) }),
    });
    entry.close = close;
    return entry;
  }

  function shut(unitId: string, entry: Entry) {
    entries.delete(unitId);
    entry.close();
    void hub.call(closeView, { viewId: entry.viewId });
    tell();
  }

  return {
    acquire(wish) {
      const entry = entries.get(wish.unitId) ?? open(wish);
      entry.holders += 1;
      if (entry.closing !== null) clearTimeout(entry.closing);
      entry.closing = null;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        entry.holders -= 1;
        if (entry.holders === 0) entry.closing = setTimeout(() => shut(wish.unitId, entry), LINGER_MS);
      };
    },
    read: (unitId) => entries.get(unitId)?.view ?? IDLE,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const [unitId, entry] of [...entries]) {
        if (entry.closing !== null) clearTimeout(entry.closing);
        shut(unitId, entry);
      }
    },
  };
}
