import type { Caller, Role } from '#contracts/roles.ts';
import type { Clock, Ids, SecretStore } from '../ports.ts';
import { createToken, digestOf } from './token.ts';

const KIND = 'session';
const HOUR = 3_600_000;
/** A seat's shift with its handover; after that one signs in again. */
const SEAT_MS = 12 * HOUR;
/** A phone stays bound until it is revoked or was not used for so long. */
const DEVICE_MS = 90 * 24 * HOUR;
/** An ended session is remembered that long, so that its page can be told why. */
const REMEMBERED_MS = 24 * HOUR;

/** What is kept of a session; the token itself is only with its owner. */
type Kept = {
  sessionId: string;
  id: string;
  name: string;
  role: Role;
  courtCode: string;
  unitId: string | null;
  seat: string;
  expiresAt: number;
  ended?: EndCode;
};

/** Why a session no longer stands; what its page is told. */
export type EndCode = 'signed_out' | 'device_revoked' | 'account_disabled';

export type OpenSession = { token: string; caller: Caller; expiresAt: number };
export type FoundSession =
  { ok: true; caller: Caller; expiresAt: number } | { ok: false; code: EndCode | 'session_expired' };

/** Sessions of seats and phones: opaque tokens, revocable at once, over a restart of the hub as well. */
export type Sessions = {
  openSeat: (who: {
    id: string;
    name: string;
    role: Role;
    courtCode: string;
    seat: string;
  }) => Promise<OpenSession>;
  openDevice: (who: {
    unitId: string;
    name: string;
    courtCode: string;
    deviceName: string;
  }) => Promise<OpenSession>;
  /** A phone's role is what its unit is now: an on-scene commander while it commands a site. */
  find: (token: string) => FoundSession;
  /** The same for a session that is already known, for a line that lives long. */
  current: (caller: Caller) => FoundSession;
  end: (sessionId: string, code: EndCode) => Promise<void>;
  /** Ends every session of an account or a unit. */
  endAll: (callerId: string, code: EndCode) => Promise<void>;
  onEnded: (listener: (sessionId: string, code: EndCode) => void) => void;
};

type Ports = {
  secrets: SecretStore;
  clock: Clock;
  ids: Ids;
  /** Whether this unit commands a site now. */
  commands: (unitId: string) => boolean;
};

export async function openSessions({ secrets, clock, ids, commands }: Ports): Promise<Sessions> {
  const byDigest = new Map<string, Kept>();
  const digests = new Map<string, string>();
  const listeners: ((sessionId: string, code: EndCode) => void)[] = [];

  for (const { id, value } of await secrets.list(KIND)) {
    const kept = JSON.parse(value) as Kept;
    if (kept.expiresAt + REMEMBERED_MS < clock.now()) await secrets.remove(KIND, id);
    else remember(id, kept);
  }

  function remember(digest: string, kept: Kept) {
    byDigest.set(digest, kept);
    digests.set(kept.sessionId, digest);
  }

  /** One object for as long as nothing of it changes: every line asks for its caller at every event. */
  const callers = new WeakMap<Kept, Caller>();
  const callerOf = (kept: Kept): Caller => {
    const role = kept.unitId === null ? kept.role : commands(kept.unitId) ? 'on_scene_commander' : 'officer';
    const known = callers.get(kept);
    if (known?.role === role) return known;
    const { expiresAt: _until, ended: _code, ...who } = kept;
    const caller = { ...who, role } satisfies Caller;
    callers.set(kept, caller);
    return caller;
  };

  const open = async (
    who: Omit<Kept, 'sessionId' | 'expiresAt'>,
    lifetimeMs: number,
  ): Promise<OpenSession> => {
    const { token, digest } = createToken();
    const kept: Kept = { ...who, sessionId: ids.next(), expiresAt: clock.now() + lifetimeMs };
    await secrets.put(KIND, digest, JSON.stringify(kept));
    remember(digest, kept);
    return { token, caller: callerOf(kept), expiresAt: kept.expiresAt };
  };

  const found = (kept: Kept | undefined): FoundSession => {
    if (!kept) return { ok: false, code: 'signed_out' };
    if (kept.ended) return { ok: false, code: kept.ended };
    if (kept.expiresAt <= clock.now()) return { ok: false, code: 'session_expired' };
    return { ok: true, caller: callerOf(kept), expiresAt: kept.expiresAt };
  };

  const end = async (sessionId: string, code: EndCode) => {
    const digest = digests.get(sessionId);
    const kept = digest === undefined ? undefined : byDigest.get(digest);
    if (digest === undefined || !kept || kept.ended) return;
    const ended = { ...kept, ended: code, expiresAt: Math.min(kept.expiresAt, clock.now()) };
    remember(digest, ended); // at once: nothing of it gets through while the disk works
    listeners.forEach((tell) => tell(sessionId, code));
    await secrets.put(KIND, digest, JSON.stringify(ended));
  };

  return {
    openSeat: (who) => open({ ...who, unitId: null }, SEAT_MS),
    openDevice: ({ unitId, name, courtCode, deviceName }) =>
      open({ id: unitId, name, role: 'officer', courtCode, unitId, seat: deviceName }, DEVICE_MS),
    find: (token) => found(byDigest.get(digestOf(token))),
    current: (caller) => found(byDigest.get(digests.get(caller.sessionId) ?? '')),
    end,
    endAll: async (callerId, code) => {
      const theirs = [...byDigest.values()].filter((kept) => kept.id === callerId);
      await Promise.all(theirs.map((kept) => end(kept.sessionId, code)));
    },
    onEnded: (listener) => void listeners.push(listener),
  };
}
