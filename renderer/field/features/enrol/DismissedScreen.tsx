import { useTranslation } from 'react-i18next';
import { useApp, useField } from '../../shell/field-context.ts';
import styles from './enrol.module.css';

const KNOWN = [
  'session_expired',
  'signed_out',
  'device_revoked',
  'account_disabled',
  'account_locked',
  'foreign_origin',
] as const;

/** The hub does not take this phone any more: why, what was erased, what did not get through, and the way back. */
export function DismissedScreen() {
  const { t } = useTranslation('field');
  const app = useApp();
  const code = useField((s) => s.dismissedWith ?? '');
  const unsent = useField(
    (s) => s.outbox.filter((item) => !['order.deliver', 'message.mark'].includes(item.name)).length,
  );
  const known = KNOWN.find((each) => each === code);
  return (
    <main className={styles.screen}>
      <p className={styles.name}>{t('app.name')}</p>
      <h1 className={styles.title}>{t('dismissed.title')}</h1>
      <p role="alert">{known ? t(`dismissed.${known}`) : t('dismissed.other', { code })}</p>
      <p>{t('dismissed.wiped')}</p>
      {unsent > 0 && <p className="warn">{t('dismissed.unsent', { count: unsent })}</p>}
      <button className="key key-strong key-wide" onClick={() => void app.forget()}>
        {t('dismissed.again')}
      </button>
    </main>
  );
}
