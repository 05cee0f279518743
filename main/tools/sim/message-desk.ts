import { markMessage, sendMessage } from '#contracts/message.ts';
import type { Message } from '#domain/message/state.ts';
import type { Scenario } from '#hub/drill/scenario.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';
import { newId } from '#renderer/client/new-id.ts';
import type { Say } from './order-desk.ts';

type Options = {
  unitId: string;
  answers: Scenario['answers'];
  clock: ClientClock;
  say: Say;
  onRead(message: Message): void;
};

const DELIVERED_MS = 800;
const READ_MS = 3_000;
const ANSWER_MS = 6_000;
/** Of a message to more than so many, only the first addressed answers for all. */
const FEW = 3;

/** An officer at his messages: shown, read, and answered when the command center wrote. Team-mates get no answer. */
export function createMessageDesk({ unitId, answers, clock, say, onRead }: Options) {
  const taken = new Set<string>();
  const waits = new Set<() => void>();
  let latest: readonly Message[] = [];

  const after = (delayMs: number, task: () => void) => {
    const cancel = clock.after(delayMs, () => {
      waits.delete(cancel);
      task();
    });
    waits.add(cancel);
  };

  function take(message: Message) {
    const { messageId, operationId, kind, unitIds } = message;
    after(DELIVERED_MS, () => say(markMessage, { messageId, state: 'delivered' }));
    after(READ_MS, () => {
      say(markMessage, { messageId, state: 'read' });
      if (message.fromUnitId === null) onRead(message);
    });
    const answersForAll = unitIds.length <= FEW || unitIds[0] === unitId;
    if (message.fromUnitId !== null || !answersForAll) return;
    const text = kind === 'reply' ? answers.reply : answers.note;
    after(ANSWER_MS, () =>
      say(sendMessage, {
        messageId: newId(),
        operationId,
        unitIds: [],
        kind: 'note',
        replyTo: messageId,
        text,
      }),
    );
  }

  return {
    /** The messages as this phone sees them now. */
    look(messages: readonly Message[]) {
      if (messages === latest) return;
      latest = messages;
      for (const message of messages) {
        const mine = message.unitIds.includes(unitId) && !message.receipts[unitId]?.readAt;
        if (!mine || taken.has(message.messageId)) continue;
        taken.add(message.messageId);
        take(message);
      }
    },
    /** Lets go of what was begun; what is still owed is begun anew at the next look. */
    reset() {
      for (const cancel of waits) cancel();
      waits.clear();
      taken.clear();
      latest = [];
    },
  };
}
