import { useState } from 'react';
import { isFinal, type Order } from '#domain/order/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox, FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { timeSeenFrom } from '../../format.ts';
import screen from '../../shell/screen.module.css';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useHolds, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { OrderDetail } from './OrderDetail.tsx';
import { ReceiptSummary } from './ReceiptSummary.tsx';
import { overdueOf } from './use-overdue.ts';
import { useTargetNames } from './use-target-names.ts';

const isOpenOrder = (order: Order) =>
  order.revoked === null && Object.values(order.receipts).some((receipt) => !isFinal(receipt.state));

export function OrdersScreen() {
  const t = useText();
  const orders = useAll('order');
  const operations = useAll('operation');
  const issues = useHolds('order.issue');
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const pickedId = useConsole((s) => (s.picked?.kind === 'order' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const compose = useConsole((s) => s.compose);
  const stale = useConsole((s) => s.link.state !== 'online');
  const heard = useConsole((s) => s.heardAt !== null);
  const picked = useOne('order', pickedId);
  const names = useTargetNames();
  const now = useHubNow();
  const title = (id: string | null) =>
    operations.find((operation) => operation.operationId === id)?.title ?? '—';
  const columns: Column<Order>[] = [
    {
      id: 'at',
      header: t('orders:list.time'),
      kind: 'number',
      cell: (order) => timeSeenFrom(order.issuedAt, now),
      sortBy: (order) => order.issuedAt,
    },
    {
      id: 'priority',
      header: t('orders:list.priority'),
      cell: (order) => (
        <Badge tone={order.priority === 'routine' ? 'dim' : 'warn'}>
          {t(`terms:priority.${order.priority}`)}
        </Badge>
      ),
      sortBy: (order) => ['flash', 'urgent', 'routine'].indexOf(order.priority),
    },
    {
      id: 'text',
      header: t('orders:list.text'),
      grows: true,
      cell: (order) => order.text,
      text: (order) => order.text,
    },
    {
      id: 'to',
      header: t('orders:list.to'),
      cell: (order) => names(Object.keys(order.receipts)),
      text: (order) => names(Object.keys(order.receipts)),
    },
    {
      id: 'from',
      header: t('orders:list.from'),
      cell: (order) => order.issuerName,
      text: (order) => order.issuerName,
      sortBy: (order) => order.issuerName,
    },
    {
      id: 'operation',
      header: t('orders:list.operation'),
      cell: (order) => title(order.operationId),
      text: (order) => title(order.operationId),
    },
    {
      id: 'receipts',
      header: t('orders:list.receipts'),
      kind: 'number',
      cell: (order) => <ReceiptSummary order={order} />,
    },
  ];
  return (
    <div className={screen.two}>
      <Panel
        title={t('orders:title')}
        count={orders.length}
        tools={
          <>
            <Checkbox label={t('orders:list.only_open')} checked={onlyOpen} onChange={setOnlyOpen} />
            <FilterBox label={t('common.filter')} value={filter} onChange={setFilter} />
            {issues && (
              <Button size="s" shortcut="N" onClick={() => compose()}>
                {t('orders:compose')}
              </Button>
            )}
          </>
        }
      >
        <DataTable
          label={t('orders:title')}
          rows={[...orders]
            .filter((order) => !onlyOpen || isOpenOrder(order))
            .sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))}
          columns={columns}
          rowKey={(order) => order.orderId}
          filter={filter}
          picked={pickedId}
          onPick={(order) => pick('order', order.orderId)}
          tone={(order) => (overdueOf(order).length > 0 ? 'warn' : order.revoked ? 'dim' : null)}
          stale={stale}
          empty={
            heard ? (
              <ListState
                kind="empty"
                text={t('orders:list.empty')}
                hint={issues ? t('orders:list.empty_hint') : undefined}
              />
            ) : (
              <ListState kind="loading" text={t('app.loading')} />
            )
          }
        />
      </Panel>
      <Panel title={t('situation:detail.title')} padded>
        {picked ? (
          <OrderDetail key={picked.orderId} order={picked} />
        ) : (
          <ListState kind="empty" text={t('orders:detail.none')} />
        )}
      </Panel>
    </div>
  );
}
