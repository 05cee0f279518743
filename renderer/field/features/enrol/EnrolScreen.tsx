import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#contracts/errors.ts';
import { useApp } from '../../shell/field-context.ts';
import { useRefusalText } from '../../shell/use-refusal-text.ts';
import { guessDeviceName } from '../../state/identity.ts';
import styles from './enrol.module.css';

type Props = { code: string | null };

/** Binds this phone to its officer by the one-time code of the QR link, or typed. */
export function EnrolScreen({ code: given }: Props) {
  const { t } = useTranslation('field');
  const app = useApp();
  const refusalText = useRefusalText();
  const [code, setCode] = useState(given ?? '');
  const [deviceName, setDeviceName] = useState(() => guessDeviceName(navigator));
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const started = useRef(false);

  const enrol = async (what: string) => {
    setBusy(true);
    setRefusal(null);
    const result = await app.enrol(what.trim(), deviceName.trim() || guessDeviceName(navigator));
    setBusy(false);
    if (!result.ok) setRefusal(result.error);
  };
  useEffect(() => {
    if (given === null || started.current) return;
    started.current = true; // the code works once
    void enrol(given);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enrol(code);
  };

  return (
    <main className={styles.screen}>
      <p className={styles.name}>{t('app.name')}</p>
      <h1 className={styles.title}>{t('enrol.title')}</h1>
      <p>{t('enrol.intro')}</p>
      <form className={styles.form} onSubmit={submit}>
        <label className="field">
          <span>{t('enrol.code')}</span>
          <input
            value={code}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={64}
            required
            minLength={8}
            onChange={(event) => setCode(event.target.value)}
          />
          <small className="dim">{t('enrol.code_hint')}</small>
        </label>
        <label className="field">
          <span>{t('enrol.device')}</span>
          <input value={deviceName} maxLength={60} onChange={(event) => setDeviceName(event.target.value)} />
        </label>
        {refusal && (
          <p className="warn" role="alert">
            {refusalText(refusal)}
            {refusal.code.startsWith('enrolment_') && ` ${t('enrol.again')}`}
          </p>
        )}
        <button className="key key-strong key-wide" disabled={busy}>
          {busy ? t('enrol.busy') : t('enrol.submit')}
        </button>
      </form>
    </main>
  );
}
