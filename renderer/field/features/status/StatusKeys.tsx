import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUnitStatus } from '#contracts/unit.ts';
import { useApp, useField } from '../../shell/field-context.ts';
import { ReasonSheet } from '../../shell/ReasonSheet.tsx';
import { Sheet } from '../../shell/Sheet.tsx';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import { ownUnit } from '../../state/own.ts';
import { expectedStatus } from './expected-status.ts';
import { StatusMark } from './StatusMark.tsx';
import styles from './StatusKeys.module.css';

const KEYS: readonly SetUnitStatus['status'][] = [
  'en_route',
  'on_scene',
  'returning',
  'standby',
  'unavailable',
];

/** One key that shows the own status and opens the others. 不可用 asks why. */
export function StatusKeys() {
  const { t } = useTranslation('field');
  const app = useApp();
  const unit = useField(ownUnit);
  const outbox = useField((s) => s.outbox);
  const refusalText = useRefusalText();
  const [open, setOpen] = useState<'keys' | 'unavailable' | null>(null);
  if (!unit) return null;
  const { status, pending, refused } = expectedStatus(unit.status, outbox);
  const close = () => setOpen(null);

  const whyNot = (next: SetUnitStatus['status']): string | null => {
    if (next === 'standby') return unit.assignment ? t('status.standby_in_task') : null;
    return next !== 'unavailable' && !unit.assignment ? t('status.needs_task') : null;
  };
  const choose = (next: SetUnitStatus['status']) => {
    if (next === 'unavailable') return setOpen('unavailable');
    app.commands.setStatus(unit.unitId, next, '');
    close();
  };

  return (
    <>
      <button
        className={styles.current}
        aria-haspopup="dialog"
        aria-label={t('status.change')}
        onClick={() => setOpen('keys')}
      >
        <StatusMark status={status} />
        <span>{t(`status.${status}`)}</span>
        {pending && <small>{t('status.pending')}</small>}
      </button>
      {open === 'keys' && (
        <Sheet title={t('status.label')} onClose={close}>
          {refused?.error && (
            <p role="alert" className="warn">
              {t('outbox.refused', { reason: refusalText(refused.error) })}{' '}
              <button className="link" onClick={() => app.dismissOutboxItem(refused.commandId)}>
                {t('outbox.dismiss')}
              </button>
            </p>
          )}
          <div className={styles.keys}>
            {KEYS.map((key) => {
              const reason = whyNot(key);
              return (
                <button
                  key={key}
                  className={styles.key}
                  aria-pressed={status === key}
                  disabled={reason !== null}
                  onClick={() => choose(key)}
                >
                  <StatusMark status={key} />
                  <span>{t(`status.${key}`)}</span>
                  {reason !== null && <small>{reason}</small>}
                </button>
              );
            })}
          </div>
        </Sheet>
      )}
      {open === 'unavailable' && (
        <ReasonSheet
          title={t('status.unavailable_ask')}
          what={t('status.unavailable_what')}
          quick={t('quick_reasons.unavailable', { returnObjects: true }) as string[]}
          maxLength={200}
          onClose={close}
          onConfirm={(reason) => {
            app.commands.setStatus(unit.unitId, 'unavailable', reason);
            close();
          }}
        />
      )}
    </>
  );
}
