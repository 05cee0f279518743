import type { Operation } from '#domain/operation/state.ts';
import { useText } from '../../use-text.ts';
import { findingText, ruleTitle } from './finding-text.ts';
import { useGate } from './use-gate.ts';
import styles from './operations.module.css';

/**
 * What would stop a departure for good, said while the plan can still be changed: sites and cases are fixed with the
 * approval, and a 禁止 finding has no way past it.
 */
export function BlockedNote({ operation }: { operation: Operation }) {
  const t = useText();
  const { findings } = useGate(operation);
  const blocked = (findings ?? []).filter((finding) => finding.mode === 'BLOCK' && !finding.met);
  if (blocked.length === 0) return null;
  return (
    <div className={styles.blocked} role="status">
      <p>{t('operations:approval.blocked')}</p>
      <ul className={styles.gaps}>
        {blocked.map((finding) => (
          <li key={`${finding.ruleId}/${finding.siteId}`}>
            {[
              finding.siteId === null ? '' : (operation.sites[finding.siteId]?.plan.name ?? ''),
              finding.ruleId,
              ruleTitle(t, finding.ruleId),
              findingText(t, finding),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}
