import { useEffect } from 'react';
import { statesOf } from '#renderer/client/replica.ts';
import { ownMessages } from '../state/own.ts';
import { useApp, useField } from './field-context.ts';

/** 已送达: the message is on the phone. Being read is said where it is on the screen. */
export function useMessageDelivery(): void {
  const { commands } = useApp();
  const messages = useField((s) => statesOf(s.replica, 'message'));
  const unitId = useField((s) => s.identity?.unitId ?? '');
  useEffect(() => {
    for (const message of ownMessages(messages, unitId)) {
      const mine = message.unitIds.includes(unitId);
      if (mine && !message.receipts[unitId]?.deliveredAt) commands.mark(message.messageId, 'delivered');
    }
  }, [commands, messages, unitId]);
}
