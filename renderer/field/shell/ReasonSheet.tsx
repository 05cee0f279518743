import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from './Sheet.tsx';

type Props = {
  title: string;
  what: string;
  quick: readonly string[];
  maxLength: number;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

/** Asks why before something that changes what others must do; without a reason it cannot be confirmed. */
export function ReasonSheet({ title, what, quick, maxLength, onConfirm, onClose }: Props) {
  const { t } = useTranslation('field');
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Sheet title={title} onClose={onClose}>
      <p>{what}</p>
      <div className="chips" role="group" aria-label={t('reason.quick')}>
        {quick.map((text) => (
          <button key={text} className="chip" aria-pressed={reason === text} onClick={() => setReason(text)}>
            {text}
          </button>
        ))}
      </div>
      <label className="field">
        <span>{t('reason.label')}</span>
        <textarea
          rows={3}
          maxLength={maxLength}
          value={reason}
          placeholder={t('reason.placeholder')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="row">
        <button className="key" onClick={onClose}>
          {t('reason.cancel')}
        </button>
        <button className="key key-strong" disabled={given === ''} onClick={() => onConfirm(given)}>
          {t('reason.confirm')}
        </button>
      </div>
    </Sheet>
  );
}
