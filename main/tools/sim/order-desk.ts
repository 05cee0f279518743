import type { z } from 'zod';
import type { Endpoint } from '#contracts/endpoint.ts';
import { acknowledgeOrder, deliverOrder, reportOrder } from '#contracts/order.ts';
import { isFinal, type Order, type Receipt } from '#domain/order/state.ts';
import type { DrillUnit } from '#hub/drill/scenario.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';

/** Sends a command of this phone; the desk fills in what it is about, the phone its id and time. */
export type Say = <E extends Endpoint>(
  endpoint: E,
  input: Omit<z.input<E['input']>, 'commandId' | 'occurredAt'>,
) => void;

type Options = {
  unit: Pick<DrillUnit, 'acknowledgeSeconds' | 'silentOrders'>;
  unitId: string;
  clock: ClientClock;
  say: Say;
  onSigned(order: Order): void;
};

/** What the unit owes an order next: its signature, a start, a report. */
type Owed = 'sign' | 'begin' | 'finish';

const owedOf = ({ state }: Receipt): Owed =>
  state === 'acknowledged' ? 'begin' : state === 'executing' ? 'finish' : 'sign';

/** From the hub to the screen: no two phones alike. */
const DELIVER_MS = [300, 1_200] as const;
const BEGIN_MS = 3_000;
const ANSWER_ROLL_CALL_MS = 1_000;
const WORK_MS = [18_000, 40_000] as const;

/**
 * An officer at his orders: shown, signed after his own time, begun, done; a roll-call is done when signed. The first
 * few he does not see at all. A reissued order is an order of its own.
 */
export function createOrderDesk({ unit, unitId, clock, say, onSigned }: Options) {
  const taken = new Set<string>();
  const waits = new Set<() => void>();
  let latest: readonly Order[] = [];
  let silent = unit.silentOrders;

  const between = ([least, most]: readonly [number, number]) => least + (most - least) * clock.random();
  const after = (delayMs: number, task: () => void) => {
    const cancel = clock.after(delayMs, () => {
      waits.delete(cancel);
      task();
    });
    waits.add(cancel);
  };
  /** The world may have moved on while he was about it: revoked, or reassigned. */
  const owes = (orderId: string, owed: Owed): boolean => {
    const receipt = latest.find((order) => order.orderId === orderId)?.receipts[unitId];
    return receipt !== undefined && !isFinal(receipt.state) && owedOf(receipt) === owed;
  };

  function take(order: Order, receipt: Receipt, owed: Owed) {
    const { orderId } = order;
    const whenOwed = (delayMs: number, task: () => void) =>
      after(delayMs, () => owes(orderId, owed) && task());
    if (owed === 'sign') {
      if (silent > 0) {
        silent -= 1;
        return;
      }
      const shownMs = between(DELIVER_MS);
      if (receipt.deliveredAt === null) whenOwed(shownMs, () => say(deliverOrder, { orderId }));
      whenOwed(shownMs + unit.acknowledgeSeconds * 1000, () => {
        say(acknowledgeOrder, { orderId });
        onSigned(order);
      });
      return;
    }
    const report = (state: 'executing' | 'done') => say(reportOrder, { orderId, state, reason: '' });
    if (owed === 'finish') {
      whenOwed(between(WORK_MS), () => report('done'));
    } else if (order.templateId === 'roll_call') whenOwed(ANSWER_ROLL_CALL_MS, () => report('done'));
    else whenOwed(BEGIN_MS, () => report('executing'));
  }

  return {
    /** The orders as this phone sees them now. */
    look(orders: readonly Order[]) {
      if (orders === latest) return;
      latest = orders;
      for (const order of orders) {
        const receipt = order.receipts[unitId];
        if (!receipt || isFinal(receipt.state)) continue;
        const owed = owedOf(receipt);
        const key = `${order.orderId} ${receipt.issuedAt} ${owed}`;
        if (taken.has(key)) continue;
        taken.add(key);
        take(order, receipt, owed);
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
