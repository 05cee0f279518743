import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinal } from '#domain/order/state.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { useField } from '../../shell/field-context.ts';
import { Nothing } from '../../shell/Nothing.tsx';
import { ownOrders } from '../../state/own.ts';
import { OrderCard } from './OrderCard.tsx';

const MOST_FINISHED = 50;

export function OrdersTab() {
  const { t } = useTranslation('field');
  const orders = useField((s) => statesOf(s.replica, 'order'));
  const unitId = useField((s) => s.identity?.unitId ?? '');
  const own = useMemo(() => ownOrders(orders, unitId), [orders, unitId]);
  const open = own.filter(({ receipt }) => !isFinal(receipt.state));
  const finished = own.filter(({ receipt }) => isFinal(receipt.state)).slice(0, MOST_FINISHED);
  if (own.length === 0) return <Nothing title={t('orders.none')} what={t('orders.none_what')} />;
  return (
    <div className="stack">
      {open.map((each) => (
        <OrderCard key={each.order.orderId} {...each} />
      ))}
      {finished.length > 0 && <h2 className="group">{t('orders.finished')}</h2>}
      {finished.map((each) => (
        <OrderCard key={each.order.orderId} {...each} />
      ))}
    </div>
  );
}
