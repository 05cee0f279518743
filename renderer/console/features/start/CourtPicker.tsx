import { useState } from 'react';
import { TextField } from '#renderer/ui/Field.tsx';
import { useConsole } from '../../state/use-console.ts';
import { useText } from '../../use-text.ts';
import { findCourts } from './found-court.ts';
import styles from './start.module.css';

const SHOWN = 30;

/** One court out of the directory: a filter, and what matches as radio buttons, so that arrow keys go through them. */
export function CourtPicker({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const t = useText();
  const courts = useConsole((s) => s.courts);
  const [filter, setFilter] = useState('');
  const found = findCourts(courts.values(), filter);
  const chosen = courts.get(value);
  const shown = found.slice(0, SHOWN);
  if (chosen && !shown.includes(chosen)) shown.unshift(chosen);
  return (
    <div>
      <TextField
        label={t('start:found.court')}
        placeholder={t('start:found.court_search')}
        type="search"
        autoFocus
        value={filter}
        onChange={setFilter}
      />
      <div className={styles.courts} role="radiogroup" aria-label={t('start:found.court')}>
        {shown.map(({ code, name, level }) => (
          <label key={code} className={styles.court}>
            <input
              type="radio"
              name="court"
              value={code}
              checked={code === value}
              onChange={() => onChange(code)}
            />
            {name}
            <span className={styles.level}>{t(`terms:court_level.${level}`)}</span>
          </label>
        ))}
        {found.length === 0 && <p role="status">{t('start:found.court_none')}</p>}
        {found.length > SHOWN && (
          <p className={styles.hint}>{t('start:found.court_more', { n: found.length - SHOWN })}</p>
        )}
      </div>
    </div>
  );
}
