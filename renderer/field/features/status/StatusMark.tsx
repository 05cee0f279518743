import { useTranslation } from 'react-i18next';
import type { UnitStatus } from '#contracts/unit.ts';
import styles from './StatusMark.module.css';

/** Colour, shape and one character: told apart in sunlight and by those who do not see colours. */
export function StatusMark({ status }: { status: UnitStatus }) {
  const { t } = useTranslation('field');
  return (
    <span className={styles.mark} data-status={status} aria-hidden="true">
      {t(`status.mark.${status}`)}
    </span>
  );
}
