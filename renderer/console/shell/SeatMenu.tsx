import { useId, useState } from 'react';
import type { WindowKind } from '#contracts/bridge.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select } from '#renderer/ui/Field.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Row } from '#renderer/ui/Panel.tsx';
import { alarmSound } from '../media/alarm-sound.ts';
import type { Theme } from '../state/layout-slice.ts';
import { useApp, useConsole } from '../state/use-console.ts';
import { useText } from '../use-text.ts';
import styles from './SeatMenu.module.css';

const SCALES = ['90', '100', '110', '125', '150'] as const;

/** Theme, language, size, windows, sound, sign-out: a native popover at the end of the top bar. */
export function SeatMenu() {
  const t = useText();
  const id = useId();
  const { shell } = useApp();
  const [open, setOpen] = useState(false);
  const layout = useConsole((s) => s.layout);
  const setLayout = useConsole((s) => s.setLayout);
  const resetLayout = useConsole((s) => s.resetLayout);
  const session = useConsole((s) => s.session);
  const rules = useConsole((s) => s.setup?.ruleSetVersion ?? '');
  const signOut = useConsole((s) => s.signOut);
  const tellRefusal = useConsole((s) => s.tellRefusal);
  if (!session) return null;

  const openWindow = (kind: WindowKind, label: string) =>
    shell.openWindow(kind).catch((cause: unknown) => {
      console.warn('window not opened', { kind, cause: String(cause) });
      tellRefusal(label, { code: 'not_allowed' });
    });
  const themes: { value: Theme; label: string }[] = [
    { value: 'dark', label: t('menu.theme_dark') },
    { value: 'light', label: t('menu.theme_light') },
    { value: 'sunlight', label: t('menu.theme_sunlight') },
  ];
  return (
    <>
      <IconButton label={t('top.menu')} popoverTarget={id} aria-expanded={open}>
        <span aria-hidden="true">{'☰'}</span>
      </IconButton>
      <div
        id={id}
        popover="auto"
        className={styles.menu}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <div className={styles.body}>
            <p>
              {t('menu.signed_in_as', {
                name: session.caller.name,
                role: t(`terms:role.${session.caller.role}`),
                seat: session.caller.seat,
              })}
            </p>
            <Select
              label={t('menu.theme')}
              value={layout.theme}
              options={themes}
              onChange={(theme) => setLayout({ theme })}
            />
            <Select
              label={t('menu.language')}
              value={layout.language}
              options={[
                { value: 'zh-CN', label: t('menu.language_zh') },
                { value: 'en', label: t('menu.language_en') },
              ]}
              onChange={(language) => setLayout({ language })}
            />
            <Select
              label={t('menu.scale')}
              value={String(layout.scale) as (typeof SCALES)[number]}
              options={SCALES.map((value) => ({ value, label: `${value}%` }))}
              onChange={(scale) => setLayout({ scale: Number(scale) })}
            />
            <h3>{t('menu.windows')}</h3>
            <Row>
              <Button size="s" onClick={() => void openWindow('map', t('menu.open_map'))}>
                {t('menu.open_map')}
              </Button>
              <Button size="s" onClick={() => void openWindow('board', t('menu.open_board'))}>
                {t('menu.open_board')}
              </Button>
              <Button size="s" onClick={() => void openWindow('wall', t('menu.open_wall'))}>
                {t('menu.open_wall')}
              </Button>
              <Button size="s" onClick={resetLayout}>
                {t('menu.reset_layout')}
              </Button>
            </Row>
            <Row>
              <Button size="s" onClick={() => void alarmSound.test()}>
                {t('menu.sound_test')}
              </Button>
              {shell.kind === 'browser' &&
                'Notification' in window &&
                Notification.permission === 'default' && (
                  <Button size="s" onClick={() => void Notification.requestPermission()}>
                    {t('menu.alert_permission')}
                  </Button>
                )}
            </Row>
            <p className={styles.small}>{t('hotkeys.list')}</p>
            <p className={styles.small}>{t('menu.version', { version: shell.versions.app || '—', rules })}</p>
            <Button wide onClick={() => void signOut()}>
              {t('menu.sign_out')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}
