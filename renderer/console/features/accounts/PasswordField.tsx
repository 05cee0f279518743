import { useState } from 'react';
import { Checkbox, TextField } from '#renderer/ui/Field.tsx';
import { useText } from '../../use-text.ts';
import styles from './accounts.module.css';

type Props = {
  label: string;
  hint: string;
  value: string;
  error: string | null;
  autoFocus?: boolean;
  onChange: (password: string) => void;
};

/** A password that somebody else will use: it can be shown, to be handed over without a slip. */
export function PasswordField({ label, hint, value, error, autoFocus = false, onChange }: Props) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        label={label}
        hint={hint}
        error={error}
        type={shown ? 'text' : 'password'}
        value={value}
        maxLength={128}
        autoComplete="new-password"
        spellCheck={false}
        autoFocus={autoFocus}
        onChange={onChange}
      />
      <Checkbox label={t('accounts:form.show')} checked={shown} onChange={setShown} />
    </div>
  );
}
