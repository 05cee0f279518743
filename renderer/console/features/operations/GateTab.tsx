import type { Operation } from '#domain/operation/state.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { clockTime } from '../../format.ts';
import { refusalText } from '../../refusal-text.ts';
import { useText } from '../../use-text.ts';
import { findingsOfSite, missingOf } from './gate-view.ts';
import { GateTable } from './GateTable.tsx';
import { useGate } from './use-gate.ts';
import styles from './gate.module.css';
import work from './operations.module.css';

/** The departure gate of every site as the hub finds it now, long before anybody departs. */
export function GateTab({ operation }: { operation: Operation }) {
  const t = useText();
  const gate = useGate(operation);
  const sites = Object.values(operation.sites);
  return (
    <div className={work.pad}>
      <div className={styles.head}>
        <span className={styles.quiet}>{t('operations:gate.set', { version: gate.ruleSetVersion })}</span>
        {gate.checkedAt !== null && (
          <span className={styles.quiet}>
            {t('operations:gate.checked', { time: clockTime(gate.checkedAt) })}
          </span>
        )}
        <Button size="s" onClick={gate.recheck}>
          {t('operations:gate.recheck')}
        </Button>
        {gate.refusal && gate.findings && (
          <span className={styles.warn} role="alert">
            {t('operations:gate.failed', { reason: refusalText(t, gate.refusal) })}
          </span>
        )}
      </div>
      {gate.findings === null && gate.refusal && (
        <ListState
          kind={gate.refusal.code === 'link_down' ? 'offline' : 'error'}
          text={t('operations:gate.failed', { reason: refusalText(t, gate.refusal) })}
        />
      )}
      {gate.findings === null && !gate.refusal && (
        <ListState kind="loading" text={t('operations:gate.loading')} />
      )}
      {gate.findings && sites.length === 0 && <ListState kind="empty" text={t('operations:gate.empty')} />}
      {gate.findings &&
        sites.map(({ plan }) => {
          const findings = findingsOfSite(gate.findings ?? [], plan.siteId);
          const missing = missingOf(findings).length;
          const warned = findings.filter((finding) => !finding.met && finding.mode === 'WARN').length;
          return (
            <section key={plan.siteId} className={work.part} aria-label={plan.name}>
              <header className={work.partHead}>
                <h3>{plan.name}</h3>
                <span className={missing > 0 ? styles.warn : styles.met}>
                  {missing > 0 ? t('operations:gate.missing', { n: missing }) : t('operations:gate.all_met')}
                </span>
                {warned > 0 && (
                  <span className={styles.warn}>{t('operations:gate.warned', { n: warned })}</span>
                )}
              </header>
              <GateTable label={plan.name} findings={findings} />
            </section>
          );
        })}
    </div>
  );
}
