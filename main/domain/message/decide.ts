import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { MarkMessage, MessageEvent, SendMessage } from '#contracts/message.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import type { Operation } from '../operation/state.ts';
import { operationUnitIds } from '../operation/state.ts';
import type { Message } from './state.ts';

type Decision = Result<Recorded<MessageEvent>[]>;

/** F30: text with receipts. From the field without recipients it goes to the command center. */
export function decideSendMessage(
  known: Message | null,
  operation: Operation | null,
  courtCode: string,
  cmd: SendMessage,
  given: Given,
): Decision {
  if (known) return refuse('already_exists');
  const fromUnitId = given.actor.unitId;
  if (fromUnitId === null && cmd.unitIds.length === 0) return refuse('invalid_input');
  // Outside an operation a phone has nobody to write to but its command center.
  if (fromUnitId !== null && !operation && cmd.unitIds.length > 0) return refuse('unit_not_assigned');
  const members = operation ? new Set(operationUnitIds(operation)) : null;
  const stranger = members ? cmd.unitIds.find((unitId) => !members.has(unitId)) : undefined;
  if (stranger !== undefined) return refuse('unit_not_assigned', { unitId: stranger });
  const { messageId, operationId, kind, replyTo, text, occurredAt } = cmd;
  const unitIds = [...new Set(cmd.unitIds)].filter((unitId) => unitId !== fromUnitId);
  const event: MessageEvent = {
    type: 'message_sent',
    ...stamp(given),
    messageId,
    operationId,
    courtCode,
    fromUnitId,
    fromName: given.actor.name,
    unitIds,
    kind,
    replyTo,
    text,
    occurredAt,
    drill: given.drill,
  };
  return ok([{ stream: `message/${messageId}`, event }]);
}

export function decideMarkMessage(message: Message, cmd: MarkMessage, given: Given): Decision {
  const reader = given.actor.unitId ?? 'seat';
  const addressed = reader === 'seat' ? message.fromUnitId !== null : message.unitIds.includes(reader);
  if (!addressed) return refuse('not_found');
  const before = message.receipts[reader];
  if (before?.readAt || (cmd.state === 'delivered' && before?.deliveredAt)) return ok([]);
  const event: MessageEvent = {
    type: 'message_marked',
    ...stamp(given),
    messageId: cmd.messageId,
    reader,
    name: given.actor.name,
    state: cmd.state,
    occurredAt: cmd.occurredAt,
  };
  return ok([{ stream: `message/${cmd.messageId}`, event }]);
}
