import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingsSheet } from '../features/settings/SettingsSheet.tsx';
import { OutboxSheet } from '../features/settings/OutboxSheet.tsx';
import { ownUnit } from '../state/own.ts';
import { useApp, useField } from './field-context.ts';
import { clockTime } from './format.ts';
import { useNow } from './use-now.ts';
import styles from './TopBar.module.css';

/** Who I am, whether the center hears me, the hub's time, what waits. Always on screen. */
export function TopBar() {
  const { t } = useTranslation('field');
  const app = useApp();
  const callSign = useField((s) => ownUnit(s)?.profile.callSign ?? '');
  const drill = useField((s) => ownUnit(s)?.drill ?? s.drill);
  const linkState = useField((s) => s.link.state);
  const waiting = useField((s) => s.outbox.filter((item) => item.state !== 'refused').length);
  const refused = useField((s) => s.outbox.some((item) => item.state === 'refused'));
  const now = useNow(app.hubNow);
  const [sheet, setSheet] = useState<'settings' | 'outbox' | null>(null);
  return (
    <header className={styles.bar}>
      <strong className={styles.sign}>{callSign}</strong>
      {drill && <span className={styles.drill}>{t('drill')}</span>}
      <span className={styles.link} data-state={linkState} role="status">
        {t(`link.${linkState}`)}
      </span>
      <time className={styles.clock}>{clockTime(now)}</time>
      <button className={styles.outbox} data-refused={refused} onClick={() => setSheet('outbox')}>
        {t('outbox.count', { count: waiting })}
      </button>
      <button className={styles.more} aria-label={t('settings.open')} onClick={() => setSheet('settings')}>
        <span aria-hidden="true">≡</span>
      </button>
      {sheet === 'settings' && <SettingsSheet onClose={() => setSheet(null)} />}
      {sheet === 'outbox' && <OutboxSheet onClose={() => setSheet(null)} />}
    </header>
  );
}
