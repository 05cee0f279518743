import { useState } from 'react';
import { reassignOrder, reissueOrder, revokeOrder } from '#contracts/order.ts';
import { operationUnitIds } from '#domain/operation/state.ts';
import { awaitsAcknowledgement, dueAt, isFinal, type Order, type Receipt } from '#domain/order/state.ts';
import { Elapsed } from '#renderer/ui/Age.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { StatusMark } from '#renderer/ui/StatusMark.tsx';
import { clockTime, elapsed, timeSeenFrom } from '../../format.ts';
import { RECEIPT_MARK } from '../../state/looks.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { callSignOf, useAll, useCourtCode, useHolds, useOne, useUnitOf } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import styles from './orders.module.css';

/** One order: its text, and each unit's receipt with its times, and what can be done about a silent unit. */
export function OrderDetail({ order }: { order: Order }) {
  const t = useText();
  const now = useHubNow();
  const court = useCourtCode();
  const issues = useHolds('order.issue') && order.courtCode === court;
  const pending = useConsole((s) =>
    [...s.pending.values()].some((command) => command.about === order.orderId),
  );
  const receipts = Object.values(order.receipts);
  const open = order.revoked === null && receipts.some((receipt) => !isFinal(receipt.state));
  return (
    <div className={styles.composer}>
      <p className={styles.text}>{order.text}</p>
      <p className={styles.meta}>
        <Badge tone={order.priority === 'routine' ? 'dim' : 'warn'}>
          {t(`terms:priority.${order.priority}`)}
        </Badge>{' '}
        {timeSeenFrom(order.issuedAt, now)} {order.issuerName}{' '}
        {pending && <Badge tone="accent">{t('common.pending')}</Badge>}
      </p>
      {order.revoked && (
        <p className={styles.reason}>
          {t('orders:detail.revoked', { time: clockTime(order.revoked.at), reason: order.revoked.reason })}
        </p>
      )}
      <table className={styles.receipts}>
        <thead>
          <tr>
            <th />
            <th>{t('orders:detail.unit')}</th>
            <th>{t('orders:detail.state')}</th>
            <th className={styles.num}>{t('orders:detail.delivered')}</th>
            <th className={styles.num}>{t('orders:detail.acknowledged')}</th>
            <th className={styles.num}>{t('orders:detail.finished')}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <ReceiptRows
              key={receipt.unitId}
              order={order}
              receipt={receipt}
              acts={issues && !order.revoked}
            />
          ))}
        </tbody>
      </table>
      {issues && open && <Revoke orderId={order.orderId} />}
    </div>
  );
}

function ReceiptRows({ order, receipt, acts }: { order: Order; receipt: Receipt; acts: boolean }) {
  const t = useText();
  const unitOf = useUnitOf();
  const now = useHubNow();
  const pick = useConsole((s) => s.pick);
  const time = (at: string | null) => (at === null ? '—' : clockTime(at));
  const waits = awaitsAcknowledgement(receipt);
  const needsAct = acts && ['overdue', 'unable', 'refused'].includes(receipt.state);
  return (
    <>
      <tr
        className={receipt.state === 'overdue' ? styles.overdue : undefined}
        onClick={() => pick('unit', receipt.unitId)}
      >
        <td>
          <StatusMark
            {...RECEIPT_MARK[receipt.state]}
            letter={t(`terms:receipt_letter.${receipt.state}`)}
            label={t(`terms:receipt.${receipt.state}`)}
          />
        </td>
        <td>{callSignOf(unitOf(receipt.unitId))}</td>
        <td>
          {t(`terms:receipt.${receipt.state}`)}
          {waits && (
            <>
              {' '}
              <Elapsed
                text={t('orders:detail.in_time', { time: elapsed(dueAt(receipt) - now) })}
                tone={dueAt(receipt) - now < 10_000 ? 'warn' : 'plain'}
              />
            </>
          )}
          {receipt.state === 'overdue' && (
            <Elapsed
              text={` ${t('orders:detail.over', { time: elapsed(now - dueAt(receipt)) })}`}
              tone="warn"
            />
          )}
          {receipt.wasOverdue && receipt.state !== 'overdue' && ` · ${t('orders:detail.late')}`}
        </td>
        <td className={styles.num}>{time(receipt.deliveredAt)}</td>
        <td className={styles.num}>{time(receipt.acknowledgedAt)}</td>
        <td className={styles.num}>{time(receipt.finishedAt)}</td>
      </tr>
      {receipt.reason !== '' && (
        <tr>
          <td />
          <td colSpan={5} className={styles.reason}>
            {receipt.reason}
          </td>
        </tr>
      )}
      {needsAct && (
        <tr>
          <td />
          <td colSpan={5}>
            <Mend order={order} receipt={receipt} />
          </td>
        </tr>
      )}
    </>
  );
}

/** 再次下达 or 改派. */
function Mend({ order, receipt }: { order: Order; receipt: Receipt }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const unitOf = useUnitOf();
  const operation = useOne('operation', order.operationId);
  const all = useAll('unit');
  const court = useCourtCode();
  const { orderId } = order;
  const { unitId, replyBySeconds } = receipt;
  const able = (
    operation
      ? operationUnitIds(operation).flatMap((id) => unitOf(id) ?? [])
      : all.filter((unit) => unit.courtCode === court)
  ).filter((unit) => !order.receipts[unit.unitId] && !unit.retired && unit.deviceName !== null);
  const reassign = (toUnitId: string) =>
    void run(
      reassignOrder,
      { orderId, fromUnitId: unitId, toUnitId, replyBySeconds },
      { what: t('orders:what.reassign', { unit: callSignOf(unitOf(toUnitId)) }), about: orderId },
    );
  return (
    <Row>
      {receipt.state === 'overdue' && (
        <Button
          size="s"
          onClick={() =>
            void run(
              reissueOrder,
              { orderId, unitId, replyBySeconds },
              { what: t('orders:what.reissue', { unit: callSignOf(unitOf(unitId)) }), about: orderId },
            )
          }
        >
          {t('orders:detail.reissue')}
        </Button>
      )}
      <Select
        label={t('orders:detail.reassign_to')}
        value=""
        options={[
          { value: '', label: t('common.none') },
          ...able.map((unit) => ({
            value: unit.unitId,
            label: `${unit.profile.callSign} ${unit.profile.name}`,
          })),
        ]}
        onChange={(to) => to !== '' && reassign(to)}
      />
    </Row>
  );
}

function Revoke({ orderId }: { orderId: string }) {
  const t = useText();
  const run = useConsole((s) => s.run);
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <Row>
        <Button onClick={() => setReason('')}>{t('orders:detail.revoke')}</Button>
      </Row>
    );
  }
  return (
    <>
      <TextField
        label={t('orders:detail.revoke_reason')}
        value={reason}
        maxLength={300}
        autoFocus
        onChange={setReason}
      />
      <Row>
        <Button
          disabled={reason.trim() === ''}
          onClick={() =>
            void run(revokeOrder, { orderId, reason }, { what: t('orders:what.revoke'), about: orderId })
          }
        >
          {t('orders:detail.revoke')}
        </Button>
        <Button tone="quiet" onClick={() => setReason(null)}>
          {t('common.cancel')}
        </Button>
      </Row>
    </>
  );
}
