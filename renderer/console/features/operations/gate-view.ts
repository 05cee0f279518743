import type { Finding } from '#contracts/finding.ts';
import type { GateOverride } from '#contracts/operation.ts';

/** Reasons for going past GATE findings, by rule. */
export type OverrideReasons = Readonly<Record<string, string>>;

const MODE_ORDER: readonly Finding['mode'][] = ['BLOCK', 'GATE', 'WARN'];

/** What the gate says of one site: unmet first, the hardest mode first, else in the order of the rule set. */
export function findingsOfSite(findings: readonly Finding[], siteId: string): Finding[] {
  return findings
    .filter((finding) => finding.siteId === siteId || finding.siteId === null)
    .sort((a, b) => Number(a.met) - Number(b.met) || MODE_ORDER.indexOf(a.mode) - MODE_ORDER.indexOf(b.mode));
}

/** Unmet findings that stop a departure; a WARN only tells. */
export const missingOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => !finding.met && finding.mode !== 'WARN');

/** Which of the missing ones still stop it, given who asks and which reasons were written. */
export const openOf = (
  findings: readonly Finding[],
  reasons: OverrideReasons,
  mayOverride: boolean,
): Finding[] =>
  missingOf(findings).filter(
    (finding) => finding.mode === 'BLOCK' || !mayOverride || (reasons[finding.ruleId] ?? '').trim() === '',
  );

/** The overrides that go with the command: only for GATE findings that are missing now. */
export const overridesOf = (findings: readonly Finding[], reasons: OverrideReasons): GateOverride[] =>
  missingOf(findings).flatMap(({ mode, ruleId, siteId }) => {
    const reason = (reasons[ruleId] ?? '').trim();
    return mode === 'GATE' && reason !== '' ? [{ ruleId, siteId, reason }] : [];
  });
