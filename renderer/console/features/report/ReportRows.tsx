import type { Report } from '#contracts/record.ts';
import { dateTime } from '../../format.ts';
import { useText } from '../../use-text.ts';
import { Fig, None, type OnFigure, Section } from './ReportParts.tsx';
import { momentOf, term } from './report-text.ts';
import styles from './report.module.css';

type Props = { report: Report; on: OnFigure };

/** Orders, each with the receipts of its units below. */
export function OrderRows({ report, on }: Props) {
  const t = useText();
  return (
    <Section title={t('record:report.orders')} figure={{ of: 'count', id: 'orders' }} on={on}>
      {report.orders.length === 0 && <None />}
      {report.orders.map((order) => (
        <div key={order.orderId} className={styles.order}>
          <h4>
            <time>{dateTime(order.at)}</time>
            <Fig figure={{ of: 'order', orderId: order.orderId, name: order.text }} on={on}>
              {order.text}
            </Fig>
          </h4>
          <p>
            {term(t, 'priority', order.priority)}
            {'　'}
            {t('record:report.issuer')} {order.issuerName}
            {order.revoked && `　${t('record:report.revoked')}`}
          </p>
          <table className={styles.dense}>
            <thead>
              <tr>
                <th>{t('record:report.call_sign')}</th>
                <th>{t('record:report.state_of')}</th>
                <th className={styles.num}>{t('orders:detail.delivered')}</th>
                <th className={styles.num}>{t('orders:detail.acknowledged')}</th>
                <th className={styles.num}>{t('orders:detail.finished')}</th>
                <th>{t('record:report.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {order.receipts.map((receipt) => (
                <tr key={receipt.callSign}>
                  <td className={styles.time}>{receipt.callSign}</td>
                  <td>{term(t, 'receipt', receipt.state)}</td>
                  <td className={styles.num}>{momentOf(receipt.deliveredAt)}</td>
                  <td className={styles.num}>{momentOf(receipt.acknowledgedAt)}</td>
                  <td className={styles.num}>{momentOf(receipt.finishedAt)}</td>
                  <td>
                    {[receipt.wasOverdue ? t('record:report.late') : '', receipt.reason]
                      .filter((part) => part !== '')
                      .join('；')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </Section>
  );
}

/** Incidents with the times that were reached and what was done. */
export function IncidentRows({ report, on }: Props) {
  const t = useText();
  return (
    <Section title={t('record:report.incidents')} figure={{ of: 'count', id: 'incidents' }} on={on}>
      {report.incidents.length === 0 && <None />}
      {report.incidents.map((one) => (
        <div key={one.incidentId} className={styles.order}>
          <h4>
            <time>{dateTime(one.raisedAt)}</time>
            <Fig
              figure={{
                of: 'incident',
                incidentId: one.incidentId,
                name: `${one.callSign} ${term(t, 'incident_kind', one.kind)}`,
              }}
              on={on}
            >
              {`${one.callSign} ${term(t, 'incident_kind', one.kind)}`}
            </Fig>
          </h4>
          <table className={styles.dense}>
            <thead>
              <tr>
                <th>{t('record:report.state_of')}</th>
                <th>{t('record:report.grade')}</th>
                <th className={styles.num}>{t('record:report.acknowledged')}</th>
                <th className={styles.num}>{t('record:report.police')}</th>
                <th className={styles.num}>{t('record:report.controlled')}</th>
                <th className={styles.num}>{t('record:report.resolved')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>{term(t, 'incident_state', one.state)}</td>
                <td>{one.grade === null ? t('common.none') : term(t, 'incident_grade', one.grade)}</td>
                <td className={styles.num}>
                  {`${momentOf(one.acknowledgedAt)} ${one.acknowledgedBy}`.trim()}
                </td>
                <td
                  className={styles.num}
                >{`${momentOf(one.policeAskedAt)} / ${momentOf(one.policeOnSceneAt)}`}</td>
                <td className={styles.num}>{momentOf(one.controlledAt)}</td>
                <td className={styles.num}>{momentOf(one.resolvedAt)}</td>
              </tr>
            </tbody>
          </table>
          {one.disposition !== '' && (
            <p>
              {t('record:report.disposition')}：{one.disposition}
            </p>
          )}
        </div>
      ))}
    </Section>
  );
}
