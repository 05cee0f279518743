import { useShallow } from 'zustand/react/shallow';
import type { Order, Receipt } from '#domain/order/state.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { useConsole } from '../../state/use-console.ts';
import { useCourtCode, useHolds } from '../../state/use-domain.ts';

/** Receipts of an order that are 超时未签收 and that nobody has dealt with yet. */
export const overdueOf = (order: Order): Receipt[] =>
  order.revoked ? [] : Object.values(order.receipts).filter((receipt) => receipt.state === 'overdue');

/** How many units of this court's orders are silent past their limit. */
export function useOverdueCount(): number {
  const court = useCourtCode();
  return useConsole((s) =>
    statesOf(s.replica, 'order').reduce(
      (sum, order) => sum + (order.courtCode === court ? overdueOf(order).length : 0),
      0,
    ),
  );
}

/** Ids `order/unit` that this seat should hear about. */
export function useOverdueKeys(): readonly string[] {
  const court = useCourtCode();
  const mine = useHolds('order.issue');
  return useConsole(
    useShallow((s) =>
      mine
        ? statesOf(s.replica, 'order').flatMap((order) =>
            order.courtCode === court
              ? overdueOf(order).map((receipt) => `${order.orderId}/${receipt.unitId}`)
              : [],
          )
        : [],
    ),
  );
}
