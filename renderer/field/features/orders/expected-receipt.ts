import type { ReceiptState } from '#contracts/order.ts';
import type { Receipt } from '#domain/order/state.ts';
import type { OutboxItem } from '#renderer/client/outbox.ts';
import { about } from '../../state/commands.ts';

export type Expected = { state: ReceiptState; pending: boolean; refused: OutboxItem | null };

/**
 * What the receipt will be once the hub has heard what the officer did here. Shown as 待发送, never as done; but the next
 * step can be taken, so that an officer without a link can sign, start and finish in his own time.
 */
export function expectedReceipt(receipt: Receipt, orderId: string, outbox: readonly OutboxItem[]): Expected {
  const own = outbox.filter((item) => item.about === about.order(orderId));
  let state = receipt.state;
  let pending = false;
  for (const item of own) {
    if (item.state === 'refused') continue;
    state =
      item.name === 'order.acknowledge'
        ? 'acknowledged'
        : ((item.input['state'] as ReceiptState | undefined) ?? state);
    pending = true;
  }
  return { state, pending, refused: own.find((item) => item.state === 'refused') ?? null };
}
