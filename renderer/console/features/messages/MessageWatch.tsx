import { useEffect, useRef } from 'react';
import { markMessage } from '#contracts/message.ts';
import { newId } from '#renderer/client/new-id.ts';
import { alarmSound } from '../../media/alarm-sound.ts';
import { useApp, useConsole } from '../../state/use-console.ts';
import { useAll, useHolds } from '../../state/use-domain.ts';
import { isUnreadHere } from './use-unread.ts';

/** Tells the sender that the center has his message, and sounds once for one that is new. Draws nothing. */
export function MessageWatch() {
  const { hub } = useApp();
  const marks = useHolds('message.send');
  const messages = useAll('message');
  const online = useConsole((s) => s.link.state === 'online');
  const heard = useConsole((s) => s.heardAt !== null);
  const known = useRef<Set<string> | null>(null);

  useEffect(() => {
    if (!heard) return;
    const first = known.current === null;
    known.current ??= new Set();
    for (const message of messages) {
      if (known.current.has(message.messageId)) continue;
      known.current.add(message.messageId);
      // What was there before this page came is no news.
      if (!first && isUnreadHere(message)) alarmSound.once('notice');
    }
  }, [messages, heard]);

  const asked = useRef(new Set<string>());
  useEffect(() => {
    if (!marks || !online) return;
    for (const { messageId, fromUnitId, receipts } of messages) {
      if (fromUnitId === null || receipts['seat'] || asked.current.has(messageId)) continue;
      asked.current.add(messageId);
      void hub.call(markMessage, {
        commandId: newId(),
        messageId,
        state: 'delivered',
        occurredAt: new Date(hub.hubNow()).toISOString(),
      });
    }
  }, [messages, marks, online, hub]);
  return null;
}
