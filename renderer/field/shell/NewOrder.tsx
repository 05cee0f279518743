import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { statesOf } from '#renderer/client/replica.ts';
import { OrderCard } from '../features/orders/OrderCard.tsx';
import { expectedReceipt } from '../features/orders/expected-receipt.ts';
import { awaitsMe, ownOrders } from '../state/own.ts';
import { useField } from './field-context.ts';
import { ring } from './chime.ts';

const AGAIN_MS = 10_000;

/** An order that waits for the sign-off comes to the officer whatever tab he is on, and rings until it is signed. */
export function NewOrder({ shown }: { shown: boolean }) {
  const { t } = useTranslation('field');
  const orders = useField((s) => statesOf(s.replica, 'order'));
  const unitId = useField((s) => s.identity?.unitId ?? '');
  const outbox = useField((s) => s.outbox);
  const first = useMemo(
    () =>
      ownOrders(orders, unitId).find(
        (each) => awaitsMe(each) && !expectedReceipt(each.receipt, each.order.orderId, outbox).pending,
      ),
    [orders, unitId, outbox],
  );
  const orderId = first?.order.orderId;
  const again = first !== undefined && first.order.priority !== 'routine';
  useEffect(() => {
    if (orderId === undefined) return undefined;
    ring();
    if (!again) return undefined;
    const timer = setInterval(ring, AGAIN_MS);
    return () => clearInterval(timer);
  }, [orderId, again]);
  if (!first || !shown) return null;
  return (
    <section className="new-order" aria-label={t('orders.new')}>
      <OrderCard {...first} />
    </section>
  );
}
