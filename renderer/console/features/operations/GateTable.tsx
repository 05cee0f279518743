import type { ReactNode } from 'react';
import type { Finding } from '#contracts/finding.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/class-names.ts';
import { useText } from '../../use-text.ts';
import { findingText, ruleTitle } from './finding-text.ts';
import styles from './gate.module.css';

/** Every check with its rule, figures and source, met or not. `below` goes under an unmet one: the way past it. */
export function GateTable({
  label,
  findings,
  below,
}: {
  label: string;
  findings: readonly Finding[];
  below?: (finding: Finding) => ReactNode;
}) {
  const t = useText();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th>{t('operations:gate.rule')}</th>
          <th>{t('operations:gate.mode')}</th>
          <th>{t('operations:gate.what')}</th>
          <th>{t('operations:gate.figures')}</th>
          <th>{t('operations:gate.result')}</th>
          <th>{t('operations:gate.source')}</th>
        </tr>
      </thead>
      {findings.map((finding) => (
        <tbody key={`${finding.ruleId}/${finding.siteId}`}>
          <tr className={cx(!finding.met && styles[finding.mode])}>
            <td className={styles.rule}>{finding.ruleId}</td>
            <td>
              <Badge tone={finding.met || finding.mode === 'WARN' ? 'dim' : 'warn'}>
                {t(`terms:finding_mode.${finding.mode}`)}
              </Badge>
            </td>
            <td className={styles.title}>{ruleTitle(t, finding.ruleId)}</td>
            <td className={styles.figures}>{findingText(t, finding)}</td>
            <td className={cx(styles.result, finding.met ? styles.met : styles.unmet)}>
              <span aria-hidden="true">{finding.met ? '✓ ' : '▲ '}</span>
              {t(
                finding.met
                  ? 'operations:gate.met'
                  : finding.mode === 'WARN'
                    ? 'operations:gate.noted'
                    : 'operations:gate.unmet',
              )}
            </td>
            <td className={styles.source}>{finding.source}</td>
          </tr>
          {!finding.met && below?.(finding)}
        </tbody>
      ))}
    </table>
  );
}
