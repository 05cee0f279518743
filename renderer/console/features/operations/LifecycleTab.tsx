import type { Operation, Site } from '#domain/operation/state.ts';
import { operationSince, operationState } from '#domain/operation/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { ListState } from '#renderer/ui/ListState.tsx';
import { elapsed, timeSeenFrom } from '../../format.ts';
import { OPERATION_TONE } from '../../state/looks.ts';
import { useHubNow } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { milestones } from './lifecycle-view.ts';
import { SiteSteps, WholeSteps } from './LifecycleSteps.tsx';
import styles from './operations.module.css';

/** Where every site stands on its way, when it got there, and the keys that move it on. */
export function LifecycleTab({ operation }: { operation: Operation }) {
  const t = useText();
  const now = useHubNow();
  const state = operationState(operation);
  const sites = Object.values(operation.sites);
  return (
    <div className={styles.pad}>
      <section className={styles.part} aria-label={t('operations:lifecycle.whole')}>
        <header className={styles.partHead}>
          <h3>{t('operations:lifecycle.whole')}</h3>
          <Badge tone={OPERATION_TONE[state]}>{t(`terms:operation_state.${state}`)}</Badge>
          <span className={styles.figure}>{elapsed(now - Date.parse(operationSince(operation)))}</span>
        </header>
        <WholeSteps operation={operation} />
        {operation.phase === 'approved' && state !== 'wrap_up' && (
          <p className={styles.quiet}>{t('operations:lifecycle.whole_hint')}</p>
        )}
      </section>
      {sites.length === 0 && <ListState kind="empty" text={t('operations:lifecycle.no_sites')} />}
      {sites.map((site) => (
        <SiteWay key={site.plan.siteId} operation={operation} site={site} now={now} />
      ))}
    </div>
  );
}

function SiteWay({ operation, site, now }: { operation: Operation; site: Site; now: number }) {
  const t = useText();
  const out = operation.phase === 'approved';
  return (
    <section className={styles.part} aria-label={site.plan.name}>
      <header className={styles.partHead}>
        <h3>{site.plan.name}</h3>
        {out && <Badge tone={OPERATION_TONE[site.state]}>{t(`terms:operation_state.${site.state}`)}</Badge>}
        {out && <span className={styles.figure}>{elapsed(now - Date.parse(site.since))}</span>}
      </header>
      <ol className={styles.way}>
        {milestones(operation, site).map((milestone) => (
          <li
            key={milestone.state}
            className={cx(styles[milestone.place])}
            aria-current={milestone.place === 'now' ? 'step' : undefined}
          >
            <span>{t(`terms:operation_state.${milestone.state}`)}</span>
            <time>{milestone.at === null ? t('common.none') : timeSeenFrom(milestone.at, now)}</time>
          </li>
        ))}
      </ol>
      <SiteSteps operation={operation} site={site} />
      {site.times.length > 0 && (
        <p className={styles.quiet}>
          <span className={styles.lead}>{t('operations:lifecycle.times')}</span>
          {site.times.map((time, index) => (
            <span key={index} className={styles.moment}>
              {t(`terms:operation_state.${time.state}`)} <time>{timeSeenFrom(time.at, now)}</time>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
