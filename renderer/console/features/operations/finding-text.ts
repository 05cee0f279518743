import type { Finding } from '#contracts/finding.ts';
import zhRules from '#renderer/i18n/zh-CN/rules.json';
import type { Text } from '../../use-text.ts';

type RuleId = Exclude<keyof typeof zhRules, 'unknown'>;
const isKnown = (id: string): id is RuleId => id !== 'unknown' && Object.hasOwn(zhRules, id);

/** Name of a rule; a rule of a newer hub is shown by its number. */
export const ruleTitle = (t: Text, ruleId: string): string =>
  isKnown(ruleId) ? t(`rules:${ruleId}.title`) : t('rules:unknown', { id: ruleId });

/** What is there, or what is missing, with the figures of the check. An empty figure reads as a dash. */
export function findingText(t: Text, { ruleId, met, figures }: Finding): string {
  const shown = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, value === '' ? t('common.none') : value]),
  );
  if (isKnown(ruleId)) return t(`rules:${ruleId}.${met ? 'met' : 'unmet'}`, shown);
  return Object.entries(shown)
    .map(([name, value]) => `${name} ${value}`)
    .join('，');
}
