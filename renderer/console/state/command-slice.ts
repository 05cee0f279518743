import type { StateCreator } from 'zustand';
import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { Refusal, Result } from '#contracts/errors.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { newId } from '#renderer/client/new-id.ts';
import type { ConsoleState } from './console-state.ts';

/** What happened to a command, for the corner of the screen. The words are the page's: `what` was said by the asker. */
export type Notice = { id: number; kind: 'done' | 'queued' | 'refused'; what: string; error: Refusal | null };
export type PendingCommand = { name: string; what: string; about: string; since: number };

type Wish = {
  /** In the operator's words, for the notice: 「下达指令」. */
  what: string;
  /** Id of the thing that shows 待发送 meanwhile. */
  about?: string;
  /** Say so when it went well; left out where the screen shows it by itself. */
  tell?: boolean;
};

export type CommandSlice = {
  /** Asked for and not answered yet: drawn as pending, never as done. */
  pending: ReadonlyMap<string, PendingCommand>;
  notices: readonly Notice[];
  /** Sends a command with a fresh `commandId`. A refusal is told in a notice and returned. */
  run: <E extends Endpoint>(
    endpoint: E,
    input: Omit<z.input<E['input']>, 'commandId'>,
    wish: Wish,
  ) => Promise<Result<z.output<E['output']>>>;
  /** Tells a refusal that did not come from `run`. */
  tellRefusal: (what: string, error: Refusal) => void;
  tellDone: (what: string) => void;
  closeNotice: (id: number) => void;
};

const MOST_NOTICES = 6;
let noticeNr = 0;

export const createCommandSlice =
  (hub: HubClient): StateCreator<ConsoleState, [], [], CommandSlice> =>
  (set) => {
    const tell = (kind: Notice['kind'], what: string, error: Refusal | null = null) =>
      set((s) => ({ notices: [...s.notices, { id: ++noticeNr, kind, what, error }].slice(-MOST_NOTICES) }));
    return {
      pending: new Map(),
      notices: [],
      run: async <E extends Endpoint>(
        endpoint: E,
        input: Omit<z.input<E['input']>, 'commandId'>,
        { what, about = '', tell: tellDone = false }: Wish,
      ) => {
        const commandId = newId();
        set((s) => ({
          pending: new Map(s.pending).set(commandId, {
            name: endpoint.name,
            what,
            about,
            since: hub.hubNow(),
          }),
        }));
        if (hub.link().state !== 'online') tell('queued', what);
        const reply = await hub.call(endpoint, { ...input, commandId } as z.input<E['input']>);
        set((s) => {
          const pending = new Map(s.pending);
          pending.delete(commandId);
          return { pending };
        });
        if (!reply.ok) tell('refused', what, reply.error);
        else if (tellDone) tell('done', what);
        return reply;
      },
      tellRefusal: (what, error) => tell('refused', what, error),
      tellDone: (what) => tell('done', what),
      closeNotice: (id) => set((s) => ({ notices: s.notices.filter((notice) => notice.id !== id) })),
    };
  };
