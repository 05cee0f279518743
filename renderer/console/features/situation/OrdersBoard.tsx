import type { Order } from '#domain/order/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { useSecond } from '#renderer/ui/use-second.ts';
import { timeSeenFrom } from '../../format.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useHolds } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { ReceiptSummary } from '../orders/ReceiptSummary.tsx';
import { overdueOf, useOverdueCount } from '../orders/use-overdue.ts';
import { useTargetNames } from '../orders/use-target-names.ts';
import styles from './boards.module.css';

const QUIET_MS = 120_000;

/** The orders of the operation in sight, newest first, each with its receipts. */
export function OrdersBoard() {
  const t = useText();
  const operationId = useConsole((s) => s.operationId);
  const orders = useAll('order');
  const overdue = useOverdueCount();
  const issues = useHolds('order.issue');
  const picked = useConsole((s) => (s.picked?.kind === 'order' ? s.picked.id : null));
  const pick = useConsole((s) => s.pick);
  const goTo = useConsole((s) => s.goTo);
  const compose = useConsole((s) => s.compose);
  const quiet = useConsole((s) => s.quietOverdue);
  const quietUntil = useConsole((s) => s.overdueQuietUntil);
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const names = useTargetNames();
  const now = useHubNow();
  const second = useSecond();
  const rows = orders
    .filter(
      (order) => operationId === null || order.operationId === operationId || order.operationId === null,
    )
    .sort((a, b) => b.issuedAt.localeCompare(a.issuedAt));
  const columns: Column<Order>[] = [
    {
      id: 'at',
      header: t('situation:orders.time'),
      kind: 'number',
      cell: (order) => timeSeenFrom(order.issuedAt, now),
      sortBy: (order) => order.issuedAt,
    },
    {
      id: 'text',
      header: t('situation:orders.text'),
      grows: true,
      cell: (order) => (
        <>
          {order.priority !== 'routine' && (
            <span className={styles.urgent}>{t(`terms:priority.${order.priority}`)} </span>
          )}
          {order.text}
        </>
      ),
    },
    { id: 'to', header: t('situation:orders.to'), cell: (order) => names(Object.keys(order.receipts)) },
    {
      id: 'receipts',
      header: t('situation:orders.receipts'),
      kind: 'number',
      cell: (order) => <ReceiptSummary order={order} />,
    },
  ];
  return (
    <Panel
      title={t('situation:orders.title')}
      count={rows.length}
      tools={
        <>
          {overdue > 0 && (
            <strong className={styles.urgent}>{t('situation:orders.overdue', { n: overdue })}</strong>
          )}
          {overdue > 0 && issues && second >= quietUntil && (
            <Button size="s" onClick={() => quiet(Date.now() + QUIET_MS)}>
              {t('situation:orders.quiet')}
            </Button>
          )}
          {issues && (
            <Button size="s" shortcut="N" onClick={() => compose()}>
              {t('situation:orders.new')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        label={t('situation:orders.title')}
        rows={rows}
        columns={columns}
        rowKey={(order) => order.orderId}
        picked={picked}
        onPick={(order) => pick('order', order.orderId)}
        onOpen={() => goTo('orders')}
        tone={(order) => (overdueOf(order).length > 0 ? 'warn' : order.revoked ? 'dim' : null)}
        stale={stale}
        empty={
          heard ? (
            <ListState kind="empty" text={t('situation:orders.empty')} />
          ) : (
            <ListState kind="loading" text={t('app.loading')} />
          )
        }
      />
    </Panel>
  );
}
