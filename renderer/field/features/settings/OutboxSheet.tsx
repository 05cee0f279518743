import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import { clockTime } from '../../shell/format.ts';
import { Sheet } from '../../shell/Sheet.tsx';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import styles from './settings.module.css';

type Props = { onClose: () => void };

/** What the hub has not taken yet, and what it sent back and why. */
export function OutboxSheet({ onClose }: Props) {
  const { t } = useTranslation('field');
  const app = useApp();
  const outbox = useField((s) => s.outbox);
  const refusalText = useRefusalText();
  return (
    <Sheet title={t('outbox.title')} onClose={onClose}>
      <p className="dim">{t('outbox.kept')}</p>
      {outbox.length === 0 && <p>{t('outbox.none')}</p>}
      <ul className={styles.list}>
        {outbox.map((item) => (
          <li key={item.commandId}>
            <span>
              {t(`outbox.what.${item.name.replace('.', '_')}`, { defaultValue: item.name })} ·{' '}
              {clockTime(item.queuedAt)}
            </span>
            {item.error ? (
              <>
                <span className="warn">{t('outbox.refused', { reason: refusalText(item.error) })}</span>
                <button className="key" onClick={() => app.dismissOutboxItem(item.commandId)}>
                  {t('outbox.dismiss')}
                </button>
              </>
            ) : (
              <span className="dim">{t('outbox.waiting')}</span>
            )}
          </li>
        ))}
      </ul>
      <button className="key" onClick={onClose}>
        {t('settings.close')}
      </button>
    </Sheet>
  );
}
