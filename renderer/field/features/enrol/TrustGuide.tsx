import { useTranslation } from 'react-i18next';
import styles from './enrol.module.css';

type Props = { trustUrl: string; secureUrl: string };

/** Shown instead of a page whose camera and position could never work: the origin is not secure. */
export function TrustGuide({ trustUrl, secureUrl }: Props) {
  const { t } = useTranslation('field');
  return (
    <main className={styles.screen}>
      <p className={styles.name}>{t('app.name')}</p>
      <h1 className={styles.title}>{t('trust.title')}</h1>
      <p>{t('trust.why')}</p>
      <ol className={styles.steps}>
        <li>{t('trust.step1')}</li>
        <li>{t('trust.step2')}</li>
        <li>{t('trust.step3')}</li>
      </ol>
      <a className="key key-strong key-wide" href={trustUrl}>
        {t('trust.open')}
      </a>
      <a className="key key-wide" href={secureUrl}>
        {t('trust.secure')}
      </a>
    </main>
  );
}
