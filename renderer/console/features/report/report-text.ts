import type { Report } from '#contracts/record.ts';
import zhTerms from '#renderer/i18n/zh-CN/terms.json';
import { clockTime } from '../../format.ts';
import type { Text } from '../../use-text.ts';
import type { Figure } from './evidence.ts';

type Terms = keyof typeof zhTerms;

/** A state or kind in words; what this version does not know stays as it is. */
export const term = (t: Text, dictionary: Terms, key: string): string =>
  Object.hasOwn(zhTerms[dictionary] as object, key)
    ? t(`terms:${dictionary}.${key}` as 'terms:risk.low')
    : key;

/** What a figure is called where its evidence is shown. */
export function figureName(t: Text, figure: Figure): string {
  switch (figure.of) {
    case 'count':
      return t(`record:report.count.${figure.id}`);
    case 'cases':
    case 'approvals':
    case 'overrides':
      return t(`record:report.${figure.of}`);
    default:
      return figure.name;
  }
}

/** The counts in the order of the report. */
export const COUNT_IDS = [
  'people', 'cameras', 'vehicles', 'sites', 'orders', 'receipts', 'acknowledged', 'acknowledgedInTime', 'overdue', 'done', 'unable',
  'incidents', 'falseAlarms', 'messages', 'viewings',
] as const satisfies readonly (keyof Report['counts'])[]; // prettier-ignore

/** A file's name for a report, without characters that a file system refuses. */
export const reportFileName = (
  report: Pick<Report, 'number' | 'title' | 'drill'>,
  drillMark: string,
  ending: string,
): string =>
  `${[report.number, report.title, ...(report.drill ? [drillMark] : [])].join(' ').replace(/[\\/:*?"<>|]/g, '_')}.${ending}`;

/** The time of day in Beijing; a dash when it has not come. */
export const momentOf = (at: string | null): string => (at === null ? '—' : clockTime(at));
