import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import type { Result } from '#contracts/errors.ts';
import { type AlarmPosition, raiseSos } from '#contracts/incident.ts';
import { markMessage, type SendMessage, sendMessage } from '#contracts/message.ts';
import { acknowledgeOrder, deliverOrder, type ReportOrder, reportOrder } from '#contracts/order.ts';
import { type SetUnitStatus, setUnitStatus } from '#contracts/unit.ts';
import { newId } from '#renderer/client/new-id.ts';
import type { Lane, Outbox } from '#renderer/client/outbox.ts';
import type { Alarm } from './field-state.ts';

/** What the officer does. Each goes through the outbox: kept on the phone first, sent when the hub can be reached. */
export type Commands = {
  deliver(orderId: string): void;
  acknowledge(orderId: string): void;
  report(orderId: string, state: ReportOrder['state'], reason: string): void;
  /** 点名应到: signs off what is not signed yet and reports it done, in this order. */
  answerRollCall(orderId: string, alreadySigned: boolean): void;
  setStatus(unitId: string, status: SetUnitStatus['status'], reason: string): void;
  send(message: Pick<SendMessage, 'kind' | 'text' | 'operationId' | 'unitIds' | 'replyTo'>): void;
  mark(messageId: string, state: 'delivered' | 'read'): void;
  raise(position: AlarmPosition | null): Alarm;
};

/** What an item in the outbox is about; screens look their own up by it. */
export const about = {
  deliver: (orderId: string) => `deliver:${orderId}`,
  order: (orderId: string) => `order:${orderId}`,
  message: (messageId: string) => `message:${messageId}`,
  mark: (messageId: string, state: string) => `mark:${messageId}:${state}`,
  status: 'status',
  sos: 'sos',
};

type Options = {
  outbox: Outbox;
  /** ms UTC by the hub's clock as well as this phone knows it: the phone's own may be wrong by hours. */
  now(): number;
  /** The outbox did not take it, or could not keep it. */
  onProblem(result: Result<null>): void;
};

export function createCommands({ outbox, now, onProblem }: Options): Commands {
  const instant = () => new Date(now()).toISOString();
  // Screens say "shown" at every rendering; the hub need hear it once a page.
  const said = new Set<string>();

  const put = <E extends Endpoint>(
    endpoint: E,
    input: z.input<E['input']> & { commandId: string },
    subject: string,
    lane: Lane = 'ordinary',
  ) => {
    void outbox.add(endpoint, input, subject, lane).then((result) => {
      if (!result.ok) onProblem(result);
    });
  };
  const once = (subject: string, say: () => void) => {
    if (said.has(subject)) return;
    said.add(subject);
    say();
  };
  const acknowledge = (orderId: string) =>
    put(acknowledgeOrder, { commandId: newId(), orderId, occurredAt: instant() }, about.order(orderId));
  const report: Commands['report'] = (orderId, state, reason) =>
    put(
      reportOrder,
      { commandId: newId(), orderId, state, reason, occurredAt: instant() },
      about.order(orderId),
    );

  return {
    deliver: (orderId) =>
      once(about.deliver(orderId), () =>
        put(deliverOrder, { commandId: newId(), orderId, occurredAt: instant() }, about.deliver(orderId)),
      ),
    acknowledge,
    report,
    answerRollCall(orderId, alreadySigned) {
      if (!alreadySigned) acknowledge(orderId);
      report(orderId, 'done', '');
    },
    setStatus: (unitId, status, reason) =>
      put(setUnitStatus, { commandId: newId(), unitId, status, reason, occurredAt: instant() }, about.status),
    send(message) {
      const messageId = newId();
      put(
        sendMessage,
        { ...message, commandId: newId(), messageId, occurredAt: instant() },
        about.message(messageId),
      );
    },
    mark: (messageId, state) =>
      once(about.mark(messageId, state), () =>
        put(
          markMessage,
          { commandId: newId(), messageId, state, occurredAt: instant() },
          about.mark(messageId, state),
        ),
      ),
    raise(position) {
      const alarm: Alarm = { incidentId: newId(), raisedAt: instant() };
      put(raiseSos, { ...alarm, commandId: newId(), position }, about.sos, 'urgent');
      return alarm;
    },
  };
}
