import type { StateCreator } from 'zustand';
import type { Result } from '#contracts/errors.ts';
import { sendMessage, type SendMessage } from '#contracts/message.ts';
import type { Message } from '#domain/message/state.ts';
import { newId } from '#renderer/client/new-id.ts';
import type { HubClient } from '#renderer/client/hub-client.ts';
import type { ConsoleState } from './console-state.ts';
import type { Kept } from './kept.ts';
import { commonOperation } from './common-operation.ts';

/** A message being written. It outlives a reload and a change of screen. */
export type MessageDraft = {
  unitIds: string[];
  kind: Extract<SendMessage['kind'], 'note' | 'reply'>;
  replyTo: string | null;
  text: string;
};

export const emptyMessage = (unitIds: readonly string[] = []): MessageDraft => ({
  unitIds: [...unitIds],
  kind: 'note',
  replyTo: null,
  text: '',
});

export type MessageSlice = {
  /** null: nothing is being written. */
  message: MessageDraft | null;
  /** The one whose receipts are shown. */
  openMessageId: string | null;
  /** Begins a message to these units; to a draft that was begun they are added. */
  writeTo: (unitIds: readonly string[]) => void;
  /** Begins the answer to a message from the field. */
  replyTo: (message: Message) => void;
  changeMessage: (change: Partial<MessageDraft>) => void;
  closeMessage: () => void;
  openMessage: (messageId: string | null) => void;
  /** Sends it and takes the draft away; a refused one comes back as it was written. */
  sendDraft: (draft: MessageDraft, what: string) => Promise<Result<unknown>>;
};

const KEY = 'messageDraft';

export const createMessageSlice =
  (hub: Pick<HubClient, 'hubNow'>, kept: Kept): StateCreator<ConsoleState, [], [], MessageSlice> =>
  (set, get) => {
    const keep = (message: MessageDraft | null) => {
      kept.set(KEY, message);
      return { message };
    };
    return {
      message: kept.get<MessageDraft>(KEY),
      openMessageId: null,
      writeTo: (unitIds) =>
        set(({ message }) =>
          keep(
            message
              ? { ...message, unitIds: [...new Set([...message.unitIds, ...unitIds])] }
              : emptyMessage(unitIds),
          ),
        ),
      replyTo: ({ messageId, fromUnitId }) =>
        set(() =>
          keep({
            unitIds: fromUnitId === null ? [] : [fromUnitId],
            kind: 'reply',
            replyTo: messageId,
            text: '',
          }),
        ),
      changeMessage: (change) => set(({ message }) => keep({ ...(message ?? emptyMessage()), ...change })),
      closeMessage: () => set(() => keep(null)),
      openMessage: (openMessageId) => set({ openMessageId }),
      sendDraft: async (draft, what) => {
        const messageId = newId();
        const { unitIds, kind, replyTo, text } = draft;
        const operationId = commonOperation(get().replica, unitIds);
        const occurredAt = new Date(hub.hubNow()).toISOString();
        set(() => ({ ...keep(null), openMessageId: messageId }));
        const reply = await get().run(
          sendMessage,
          { messageId, operationId, unitIds, kind, replyTo, text, occurredAt },
          { what, about: messageId },
        );
        // Whatever was begun meanwhile is not thrown away for what was refused.
        if (!reply.ok) set((s) => ({ ...keep(s.message ?? draft), openMessageId: replyTo }));
        return reply;
      },
    };
  };
