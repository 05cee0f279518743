import type { ReactNode } from 'react';
import type { Report } from '#contracts/record.ts';
import { dateTime, money } from '../../format.ts';
import { useText } from '../../use-text.ts';
import { groupedHash } from '../audit/audit-view.ts';
import { COUNT_IDS, term } from './report-text.ts';
import { Fig, None, type OnFigure, Section } from './ReportParts.tsx';
import { IncidentRows, OrderRows } from './ReportRows.tsx';
import styles from './report.module.css';

/** The wrap-up report as it goes on A4. `onFigure`: on screen, where every figure leads to its records. */
export function ReportPaper({ report, onFigure }: { report: Report; onFigure?: OnFigure }) {
  const t = useText();
  const meta: [string, ReactNode][] = [
    [t('record:report.number'), report.number],
    [t('record:report.court'), report.courtName],
    [t('record:report.type'), term(t, 'operation_type', report.operationType)],
    [t('record:report.state'), term(t, 'operation_state', report.state)],
    [t('record:report.rule_set'), report.ruleSetVersion],
    [t('record:report.generated'), dateTime(report.generatedAt)],
  ];
  return (
    <article className={styles.paper} aria-label={t('record:report.heading')}>
      <header className={styles.heading}>
        {report.drill && <p className={styles.drill}>{t('record:report.drill')}</p>}
        <p>{report.courtName}</p>
        <h2>{t('record:report.heading')}</h2>
        <p className={styles.name}>{report.title}</p>
      </header>
      <dl className={styles.meta}>
        {meta.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Cases report={report} on={onFigure} />
      <Approvals report={report} on={onFigure} />
      <Sites report={report} on={onFigure} />
      <People report={report} on={onFigure} />
      <OrderRows report={report} on={onFigure} />
      <IncidentRows report={report} on={onFigure} />
      <Section title={t('record:report.counts')}>
        <dl className={styles.counts}>
          {COUNT_IDS.map((id) => (
            <div key={id}>
              <dt>{t(`record:report.count.${id}`)}</dt>
              <dd>
                <Fig figure={{ of: 'count', id }} on={onFigure}>
                  {report.counts[id]}
                </Fig>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <footer className={styles.footer}>
        <p className={styles.signature}>{t('record:report.signature')}</p>
        <p className={styles.based}>
          {t('record:report.based_on', { seq: report.basedOn.seq, hash: groupedHash(report.basedOn.hash) })}
        </p>
        {report.drill && <p className={styles.drill}>{t('record:report.drill')}</p>}
      </footer>
    </article>
  );
}

type PartProps = { report: Report; on: OnFigure };

function Cases({ report, on }: PartProps) {
  const t = useText();
  return (
    <Section title={t('record:report.cases')} figure={{ of: 'cases' }} on={on}>
      {report.cases.length === 0 && <None />}
      {report.cases.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('record:report.case_number')}</th>
              <th>{t('record:report.subject')}</th>
              <th className={styles.num}>{t('record:report.claim')}</th>
              <th className={styles.num}>{t('record:report.costs')}</th>
            </tr>
          </thead>
          <tbody>
            {report.cases.map((one) => (
              <tr key={one.caseNumber}>
                <td>{one.caseNumber}</td>
                <td>{one.subjectName}</td>
                <td className={styles.num}>{money(one.claimAmount)}</td>
                <td className={styles.num}>{money(one.costsAmount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Approvals({ report, on }: PartProps) {
  const t = useText();
  return (
    <Section title={t('record:report.approvals')} figure={{ of: 'approvals' }} on={on}>
      {report.approvals.length === 0 && <None />}
      {report.approvals.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>{t('record:report.time')}</th>
              <th>{t('record:report.name')}</th>
              <th>{t('record:report.document')}</th>
              <th>{t('record:report.opinion')}</th>
            </tr>
          </thead>
          <tbody>
            {report.approvals.map((one) => (
              <tr key={one.at}>
                <td className={styles.time}>{dateTime(one.at)}</td>
                <td>{one.name}</td>
                <td>{one.documentNumber}</td>
                <td>{one.opinion || t('common.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report.overrides.length > 0 && (
        <>
          <h4>
            <Fig figure={{ of: 'overrides' }} on={on}>
              {t('record:report.overrides')}
            </Fig>
          </h4>
          <table>
            <thead>
              <tr>
                <th>{t('record:report.time')}</th>
                <th>{t('record:report.site')}</th>
                <th>{t('record:report.rule')}</th>
                <th>{t('record:report.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {report.overrides.map((one) => (
                <tr key={`${one.at}/${one.siteName}/${one.ruleId}`}>
                  <td className={styles.time}>{dateTime(one.at)}</td>
                  <td>{one.siteName}</td>
                  <td>{one.ruleId}</td>
                  <td>{one.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Section>
  );
}

function Sites({ report, on }: PartProps) {
  const t = useText();
  return (
    <Section title={t('record:report.sites')} figure={{ of: 'count', id: 'sites' }} on={on}>
      {report.sites.length === 0 && <None />}
      {report.sites.map((site) => (
        <div key={site.siteId} className={styles.site}>
          <h4>
            <Fig figure={{ of: 'site', siteId: site.siteId, name: site.name }} on={on}>
              {site.name}
            </Fig>
            <span>{site.address}</span>
          </h4>
          <p>
            {t('record:report.commander')} {site.commander || t('common.none')}
            {'　'}
            {t('record:report.staff')}{' '}
            <span className={styles.time}>{`${site.people}/${site.cameras}/${site.vehicles}`}</span>
          </p>
          {site.times.length === 0 ? (
            <None />
          ) : (
            <ol className={styles.times}>
              {site.times.map((time, index) => (
                <li key={index}>
                  <span>{term(t, 'operation_state', time.state)}</span>
                  <time>{dateTime(time.at)}</time>
                </li>
              ))}
            </ol>
          )}
        </div>
      ))}
    </Section>
  );
}

function People({ report, on }: PartProps) {
  const t = useText();
  return (
    <Section title={t('record:report.people')} figure={{ of: 'count', id: 'people' }} on={on}>
      {report.people.length === 0 && <None />}
      {report.people.length > 0 && (
        <table className={styles.dense}>
          <thead>
            <tr>
              <th>{t('record:report.call_sign')}</th>
              <th>{t('record:report.name')}</th>
              <th>{t('record:report.kind')}</th>
              <th>{t('record:report.court')}</th>
              <th>{t('record:report.team')}</th>
              <th>{t('record:report.site')}</th>
              <th>{t('record:report.camera')}</th>
            </tr>
          </thead>
          <tbody>
            {report.people.map((one) => (
              <tr key={one.callSign}>
                <td className={styles.time}>{one.callSign}</td>
                <td>{one.name}</td>
                <td>{term(t, 'unit_kind', one.kind)}</td>
                <td>{one.courtName}</td>
                <td>{one.teamName || t('common.none')}</td>
                <td>{one.siteName || t('common.none')}</td>
                <td>{one.cameraLabel || t('common.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
