import { cx } from '#renderer/ui/class-names.ts';
import { callSignOf, useUnitOf } from '../../state/use-domain.ts';
import { type Text, useText } from '../../use-text.ts';
import { groupCallSigns } from '../orders/use-target-names.ts';
import type { LineAction, Reading } from './read-line.ts';
import styles from './CommandLine.module.css';

/** What Enter will do, or what is missing. */
export function LineSays({ id, reading }: { id: string; reading: Reading }) {
  const t = useText();
  const unitOf = useUnitOf();
  const wrong = reading.state === 'problem' && reading.complete;
  const tab = reading.completions.length > 0;
  const text =
    reading.state === 'ready'
      ? preview(t, reading.action, (ids) => groupCallSigns(ids.map((one) => callSignOf(unitOf(one)))))
      : t(`line.${reading.problem}`, reading.params);
  return (
    <span
      id={id}
      className={cx(styles.says, reading.state === 'ready' && styles.ready, wrong && styles.wrong)}
      role="status"
    >
      <span className={styles.what} title={text}>
        {text}
      </span>
      {reading.state === 'ready' && <kbd>{t('line.hint_enter')}</kbd>}
      {tab && <kbd>{t('line.hint_tab')}</kbd>}
    </span>
  );
}

function preview(t: Text, action: LineAction, names: (unitIds: readonly string[]) => string): string {
  switch (action.does) {
    case 'order': {
      const text = action.templateId === null ? action.text : t(`orders:templates.${action.templateId}.text`);
      return t('line.preview.order', {
        n: action.unitIds.length,
        units: names(action.unitIds),
        priority: t(`terms:priority.${action.priority}`),
        text,
      });
    }
    case 'dispatch':
      return t('line.preview.dispatch', {
        n: action.unitIds.length,
        units: names(action.unitIds),
        site: action.site.name,
      });
    case 'pick':
      return t('line.preview.pick', { unit: names([action.unitId]) });
    case 'pick_site':
      return t('line.preview.pick', { unit: action.site.name });
    case 'video':
      return t('line.preview.video', { unit: names(action.unitIds) });
    case 'talk':
      return t('line.preview.talk', { units: names(action.unitIds) });
    case 'message':
      return t('line.preview.message', { units: names(action.unitIds), text: action.text });
    case 'acknowledge':
    case 'confirm': {
      const kind = t(`terms:incident_kind.${action.kind}`);
      return t(`line.preview.${action.does}`, {
        what: action.unitId === null ? kind : `${names([action.unitId])} ${kind}`,
      });
    }
    case 'withdraw':
      return t('line.preview.withdraw', { site: action.site.name });
    case 'screen':
      return t('line.preview.screen', { screen: t(`rail.${action.screen}`) });
    case 'help':
      return t('line.help');
  }
}
