import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { askInstall, canInstall } from '../../shell/install.ts';
import { Sheet } from '../../shell/Sheet.tsx';
import type { Theme } from '../../state/field-state.ts';
import { PositionLine } from '../camera/CameraTab.tsx';
import styles from './settings.module.css';

type Props = { onClose: () => void };
const THEMES: readonly Theme[] = ['auto', 'sunlight', 'dark'];
const LANGUAGES = [
  ['zh-CN', '中文'],
  ['en', 'English'],
] as const;

export function SettingsSheet({ onClose }: Props) {
  const { t } = useTranslation('field');
  const app = useApp();
  const { theme, language } = useField((s) => s.preferences);
  const onDuty = useField((s) => s.onDuty);
  const [asking, setAsking] = useState<'end' | 'forget' | null>(null);
  if (asking) {
    return (
      <Sheet
        title={t(asking === 'end' ? 'duty.end_ask' : 'settings.forget_ask')}
        onClose={() => setAsking(null)}
      >
        <p>{t(asking === 'end' ? 'duty.end_what' : 'settings.forget_what')}</p>
        <div className="row">
          <button className="key" onClick={() => setAsking(null)}>
            {t('reason.cancel')}
          </button>
          <button
            className="key key-strong"
            onClick={() => {
              if (asking === 'end') app.setOnDuty(false);
              else void app.forget();
              onClose();
            }}
          >
            {t(asking === 'end' ? 'duty.end' : 'settings.forget')}
          </button>
        </div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('settings.title')} onClose={onClose}>
      <fieldset className={styles.choice}>
        <legend>{t('settings.theme')}</legend>
        {THEMES.map((each) => (
          <button
            key={each}
            className="chip"
            aria-pressed={theme === each}
            onClick={() => app.prefer({ theme: each })}
          >
            {t(`settings.${each}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className={styles.choice}>
        <legend>{t('settings.language')}</legend>
        {LANGUAGES.map(([code, name]) => (
          <button
            key={code}
            className="chip"
            lang={code}
            aria-pressed={language === code}
            onClick={() => app.prefer({ language: code })}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <DeviceLines />
      {canInstall() ? (
        <button className="key" onClick={() => void askInstall()}>
          {t('settings.install')}
        </button>
      ) : (
        <p className="dim">{t('settings.install_hint')}</p>
      )}
      {onDuty && (
        <button className="key" onClick={() => setAsking('end')}>
          {t('duty.end')}
        </button>
      )}
      <button className="key" onClick={() => setAsking('forget')}>
        {t('settings.forget')}
      </button>
      <button className="key" onClick={onClose}>
        {t('settings.close')}
      </button>
    </Sheet>
  );
}

function DeviceLines() {
  const { t } = useTranslation('field');
  const batteryPct = useField((s) => s.batteryPct);
  const network = useField((s) => s.network);
  const latencyMs = useField((s) => s.link.latencyMs);
  const offsetMs = useField((s) => s.link.clockOffsetMs);
  return (
    <section className={styles.device} aria-label={t('settings.device')}>
      {batteryPct !== null && <p>{t('settings.battery', { pct: batteryPct })}</p>}
      <p>
        {t('settings.network', { name: network })}
        {latencyMs !== null && ` · ${t('link.latency', { ms: latencyMs })}`}
      </p>
      {offsetMs !== null && Math.abs(offsetMs) >= 2_000 && (
        <p className="warn">{t('settings.clock', { seconds: Math.round(offsetMs / 1000) })}</p>
      )}
      <PositionLine />
    </section>
  );
}
