import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Operation, operationState } from '#domain/operation/state.ts';
import { useApp, useField } from '../../shell/field-context.ts';
import { amount, dayTime } from '../../shell/format.ts';
import { Nothing } from '../../shell/Nothing.tsx';
import { ownOperation, ownSite, ownTeam, ownUnit, unitOf } from '../../state/own.ts';
import styles from './TaskTab.module.css';

/** The task card: what, where, with whom, under whom, with which papers, and what may go wrong. */
export function TaskTab() {
  const { t } = useTranslation('field');
  const operation = useField(ownOperation);
  const onDuty = useField((s) => s.onDuty);
  const app = useApp();
  return (
    <div className="stack">
      {!onDuty && (
        <section className={styles.duty}>
          <p>{t('duty.intro')}</p>
          <p className="dim">{t('duty.permissions')}</p>
          <button className="key key-strong key-wide" onClick={() => app.setOnDuty(true)}>
            {t('duty.start')}
          </button>
        </section>
      )}
      {operation ? (
        <TaskCard operation={operation} />
      ) : (
        <Nothing title={t('task.none')} what={t('task.none_what')} />
      )}
    </div>
  );
}

function TaskCard({ operation }: { operation: Operation }) {
  const { t } = useTranslation('field');
  const me = useField(ownUnit);
  const site = me ? ownSite(operation, me.unitId) : null;
  const team = me ? ownTeam(operation, me.unitId) : null;
  return (
    <article className={styles.card} aria-label={operation.title}>
      <header>
        <p className="dim">
          {operation.number} · {t(`operation_state.${operationState(operation)}`)}
        </p>
        <h2 className={styles.title}>{operation.title}</h2>
        <p className={styles.start}>
          {t('task.start')} {dayTime(operation.plannedStart)}
        </p>
      </header>
      <Part label={t('task.site')}>
        {site ? (
          <>
            <strong>{site.plan.name}</strong> · {t(`operation_state.${site.state}`)}
            <p>{site.plan.address}</p>
            <a
              className="link"
              href={`geo:${site.plan.lat},${site.plan.lng}?q=${site.plan.lat},${site.plan.lng}`}
            >
              {t('task.navigate')}
            </a>
            {site.plan.womanMayBeSearched && <p className={styles.note}>{t('task.woman_search')}</p>}
          </>
        ) : (
          t('task.no_site')
        )}
      </Part>
      <Part label={t('task.commander')}>
        {site?.plan.commanderUnitId ? (
          <UnitName unitId={site.plan.commanderUnitId} />
        ) : (
          t('task.no_commander')
        )}
      </Part>
      {team && (
        <Part label={t('task.team')}>
          <strong>{team.name}</strong> · {t(`team_function.${team.function}`)}
          <ul className={styles.members}>
            {team.unitIds.map((unitId) => (
              <li key={unitId}>
                <UnitName unitId={unitId} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part label={t('task.risk')}>
        {operation.risk ? (
          <>
            <strong>{t(`risk.${operation.risk.grade}`)}</strong>
            <p>{operation.risk.factors}</p>
          </>
        ) : (
          t('task.no_risk')
        )}
      </Part>
      <Part label={t('task.documents')}>
        {operation.documents.length === 0 && t('task.no_documents')}
        <ul className={styles.papers}>
          {operation.documents.map((paper) => (
            <li key={paper.documentId}>
              {t(`document_kind.${paper.kind}`)} · {paper.number}
            </li>
          ))}
        </ul>
      </Part>
      {operation.cases.length > 0 && (
        <Part label={t('task.cases')}>
          <ul className={styles.papers}>
            {operation.cases.map((each) => (
              <li key={each.caseId}>
                {each.caseNumber} · {each.subjectName}
                <br />
                <span className="dim">{t('task.amount', { amount: amount(each.claimAmount) })}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </article>
  );
}

function UnitName({ unitId }: { unitId: string }) {
  const { t } = useTranslation('field');
  const unit = useField((s) => unitOf(s.replica, unitId));
  const isMe = useField((s) => s.identity?.unitId === unitId);
  if (!unit) return null;
  return (
    <>
      {unit.profile.callSign} {unit.profile.name}
      {isMe && t('task.me')}
      <span className={styles.memberStatus}>{t(`status.${unit.status}`)}</span>
    </>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{label}</h3>
      <div>{children}</div>
    </section>
  );
}
