import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dueAt, isFinal } from '#domain/order/state.ts';
import { isRollCall, type OwnOrder, ownUnit } from '../../state/own.ts';
import { useApp, useField } from '../../shell/field-context.ts';
import { shortTime, span } from '../../shell/format.ts';
import { ReasonSheet } from '../../shell/ReasonSheet.tsx';
import { useNow } from '../../shell/use-now.ts';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import { expectedReceipt } from './expected-receipt.ts';
import styles from './OrderCard.module.css';

type Props = OwnOrder;

/** One order with the keys that its state allows. Being on a lit screen is its delivery. */
export function OrderCard({ order, receipt }: Props) {
  const { t } = useTranslation('field');
  const app = useApp();
  const outbox = useField((s) => s.outbox);
  const isBailiff = useField((s) => ownUnit(s)?.profile.kind === 'bailiff');
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState<'unable' | 'refused' | null>(null);
  const expected = expectedReceipt(receipt, order.orderId, outbox);
  const rollCall = isRollCall(order);
  const unsigned = ['issued', 'delivered', 'overdue'].includes(expected.state);
  const working = expected.state === 'acknowledged' || expected.state === 'executing';

  useDelivery(order.orderId, receipt.deliveredAt === null && !isFinal(receipt.state));

  return (
    <article
      className={styles.card}
      data-priority={order.priority}
      data-open={unsigned || working}
      aria-label={order.text}
    >
      <header className={styles.head}>
        <span className={styles.priority}>
          {rollCall ? t('orders.roll_call') : t(`priority.${order.priority}`)}
        </span>
        <span className={styles.from}>
          {t('orders.from', { name: order.issuerName, time: shortTime(receipt.issuedAt) })}
        </span>
        <span className={styles.state} data-pending={expected.pending}>
          {t(`receipt.${expected.state}`)}
          {expected.pending && <small>{t('orders.pending')}</small>}
        </span>
      </header>
      <p className={styles.text}>{order.text}</p>
      {receipt.reason !== '' && <p className={styles.reason}>{receipt.reason}</p>}
      {order.revoked && <p className={styles.reason}>{order.revoked.reason}</p>}
      {unsigned && <DueLine dueMs={dueAt(receipt)} />}
      {expected.refused?.error && (
        <p className={styles.refusal} role="alert">
          {t('outbox.refused', { reason: refusalText(expected.refused.error) })}
          <button className="link" onClick={() => app.dismissOutboxItem(expected.refused!.commandId)}>
            {t('outbox.dismiss')}
          </button>
        </p>
      )}
      {unsigned && (
        <div className="row">
          {rollCall ? (
            <button
              className="key key-strong"
              onClick={() => app.commands.answerRollCall(order.orderId, false)}
            >
              {t('orders.here')}
            </button>
          ) : (
            <button className="key key-strong" onClick={() => app.commands.acknowledge(order.orderId)}>
              {t('orders.acknowledge')}
            </button>
          )}
        </div>
      )}
      {working && (
        <div className="row">
          {expected.state === 'acknowledged' && !rollCall && (
            <button
              className="key key-strong"
              onClick={() => app.commands.report(order.orderId, 'executing', '')}
            >
              {t('orders.executing')}
            </button>
          )}
          <button
            className={expected.state === 'executing' || rollCall ? 'key key-strong' : 'key'}
            onClick={() => app.commands.report(order.orderId, 'done', '')}
          >
            {t('orders.done')}
          </button>
          <button className="key" onClick={() => setAsking('unable')}>
            {t('orders.unable')}
          </button>
          {isBailiff && (
            <button className="key" onClick={() => setAsking('refused')}>
              {t('orders.refused')}
            </button>
          )}
        </div>
      )}
      {asking && (
        <ReasonSheet
          title={t(`orders.${asking}_ask`)}
          what={t(`orders.${asking}_what`)}
          quick={t(`quick_reasons.${asking}`, { returnObjects: true }) as string[]}
          maxLength={500}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => {
            app.commands.report(order.orderId, asking, reason);
            setAsking(null);
          }}
        />
      )}
    </article>
  );
}

function DueLine({ dueMs }: { dueMs: number }) {
  const { t } = useTranslation('field');
  const leftMs = dueMs - useNow(useApp().hubNow);
  return (
    <p className={styles.due} data-late={leftMs < 0}>
      {leftMs < 0 ? t('orders.late', { time: span(-leftMs) }) : t('orders.left', { time: span(leftMs) })}
    </p>
  );
}

/** 已送达 means that it was on a screen somebody could look at, not that a phone in a pocket got it. */
function useDelivery(orderId: string, due: boolean) {
  const { commands } = useApp();
  useEffect(() => {
    if (!due) return undefined;
    const tell = () => document.visibilityState === 'visible' && commands.deliver(orderId);
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [commands, orderId, due]);
}
