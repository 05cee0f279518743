import type { Message } from '#domain/message/state.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { useConsole } from '../../state/use-console.ts';

/** 请示 from the field that nobody at the center has answered. */
export const waitsForReply = (message: Message, all: readonly Message[]): boolean =>
  message.kind === 'request_instruction' &&
  message.fromUnitId !== null &&
  !all.some((other) => other.replyTo === message.messageId);

export const isUnreadHere = (message: Message): boolean =>
  message.fromUnitId !== null && message.receipts['seat']?.readAt == null;

export const useUnreadRequests = (): number =>
  useConsole((s) => {
    const all = statesOf(s.replica, 'message');
    return all.filter((message) => waitsForReply(message, all) || isUnreadHere(message)).length;
  });
