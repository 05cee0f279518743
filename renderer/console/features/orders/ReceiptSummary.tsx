import { awaitsAcknowledgement, dueAt, type Order } from '#domain/order/state.ts';
import { Elapsed } from '#renderer/ui/Age.tsx';
import { elapsed } from '../../format.ts';
import { useHubNow } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import styles from './orders.module.css';
import { cx } from '#renderer/ui/class-names.ts';

/** Signed of all, and the time that the slowest has left; or how many are over it. */
export function ReceiptSummary({ order }: { order: Order }) {
  const t = useText();
  const now = useHubNow();
  if (order.revoked) return <span className={styles.dim}>{t('orders:list.revoked')}</span>;
  const receipts = Object.values(order.receipts).filter((receipt) => receipt.state !== 'reassigned');
  const signed = receipts.filter((receipt) => receipt.acknowledgedAt !== null).length;
  const overdue = receipts.filter((receipt) => receipt.state === 'overdue').length;
  const due = Math.min(...receipts.filter(awaitsAcknowledgement).map(dueAt));
  const all = signed === receipts.length;
  return (
    <span className={cx(styles.summary, all && styles.all)}>
      {`${signed}/${receipts.length}`}
      {overdue > 0 && <span className={styles.over}>{` ▲${overdue}`}</span>}
      {overdue === 0 && Number.isFinite(due) && (
        <>
          {' · '}
          <Elapsed text={elapsed(due - now)} tone={due - now < 10_000 ? 'warn' : 'plain'} />
        </>
      )}
    </span>
  );
}
