import type { StateCreator } from 'zustand';
import type { ErrorCode, Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import { readSession, signIn, signOut } from '#contracts/session.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import { emptyReplica } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';
import type { Kept } from './kept.ts';
import { screensOf } from './screens.ts';

export type Session = { token: string; caller: Caller; courtName: string; expiresAt: string };

export type SessionSlice = {
  session: Session | null;
  /** Why the last session ended, shown where one signs in again. */
  endedWith: ErrorCode | null;
  signIn: (login: string, password: string, seat: string) => Promise<Result<null>>;
  /** Takes over a session that another window of this seat holds, or that this one held before a reload. */
  adopt: (session: Session) => void;
  signOut: () => Promise<void>;
  /** The hub no longer takes the token. */
  sessionEnded: (code: ErrorCode) => void;
};

export const KEPT_SESSION = 'session';

export const createSessionSlice =
  (hub: HubClient, kept: Kept): StateCreator<ConsoleState, [], [], SessionSlice> =>
  (set, get) => {
    const begin = (session: Session) => {
      kept.set(KEPT_SESSION, session);
      const screens = screensOf(session.caller.role);
      set((s) => ({
        session,
        endedWith: null,
        replica: emptyReplica,
        heardAt: null,
        screen: screens.includes(s.screen) ? s.screen : (screens[0] ?? 'situation'),
      }));
      hub.setToken(session.token);
    };
    const end = (endedWith: ErrorCode | null) => {
      kept.set(KEPT_SESSION, null);
      hub.setToken(null);
      set({
        session: null,
        endedWith,
        replica: emptyReplica,
        heardAt: null,
        picked: null,
        targets: new Set(),
        tiles: [],
        pending: new Map(),
        deskId: null,
        composer: null,
        message: null,
        openMessageId: null,
      });
    };
    return {
      session: null,
      endedWith: null,
      signIn: async (login, password, seat) => {
        const reply = await hub.call(signIn, { commandId: newId(), login, password, seat });
        if (!reply.ok) return reply;
        begin(reply.value);
        return { ok: true, value: null };
      },
      adopt: (session) => {
        begin(session);
        void hub.call(readSession, {}).then((reply) => {
          // A session that ended is told over the socket as well; what only the link kept from us is no reason to leave.
          if (
            !reply.ok &&
            (reply.error.code === 'session_expired' || reply.error.code === 'signed_out') &&
            get().link.state === 'online'
          )
            end(reply.error.code);
        });
      },
      signOut: async () => {
        await hub.call(signOut, { commandId: newId() });
        end(null);
      },
      sessionEnded: (code) => end(code),
    };
  };
