import { useState } from 'react';
import { proposeAccount } from '#contracts/account.ts';
import { SEAT_ROLES } from '#contracts/roles.ts';
import { newId } from '#renderer/client/new-id.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Select, TextField } from '#renderer/ui/Field.tsx';
import { FormGrid, Row } from '#renderer/ui/Panel.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import { useConsole } from '../../state/use-console.ts';
import { useCourtCode, useCourtNames } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { type AccountForm, accountProblems, courtChoices } from './account-view.ts';
import { PasswordField } from './PasswordField.tsx';
import styles from './accounts.module.css';

/**
 * A new account of the own court, or of a higher court's guest: who supervises from above sits at this hub too.
 * Everything typed is kept over a refusal; the password only on this screen.
 */
export function ProposeAccount({ onDone }: { onDone: (accountId: string | null) => void }) {
  const t = useText();
  const courtCode = useCourtCode();
  const courts = useCourtNames();
  const directory = useConsole((s) => s.courts);
  const { form, change, clear } = useForm<AccountForm>('account', {
    role: 'operator',
    court: courtCode,
    login: '',
    name: '',
  });
  const choices = courtChoices(directory, courtCode, form.role);
  const court = choices.includes(form.court) ? form.court : courtCode;
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  const problems = accountProblems(form, password);
  const error = (field: keyof typeof problems) =>
    shown && problems[field] ? t(`accounts:form.${problems[field]}`) : null;
  const submit = async () => {
    setShown(true);
    if (Object.keys(problems).length > 0) return;
    const accountId = newId();
    const { role, login, name } = form;
    if (
      !(await send(
        proposeAccount,
        { accountId, login: login.trim(), name: name.trim(), courtCode: court, role, password },
        t('accounts:what.propose'),
        accountId,
      ))
    )
      return;
    clear();
    onDone(accountId);
  };
  return (
    <form
      className={styles.form}
      aria-label={t('accounts:add')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FormGrid>
        <Select
          label={t('accounts:form.court')}
          value={court}
          options={choices.map((value) => ({ value, label: courts.long(value) }))}
          onChange={(value) => change({ court: value })}
        />
        <Select
          label={t('accounts:form.role')}
          value={form.role}
          options={SEAT_ROLES.map((value) => ({ value, label: t(`terms:role.${value}`) }))}
          onChange={(role) => change({ role })}
        />
        <TextField
          label={t('accounts:form.login')}
          value={form.login}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          hint={t('accounts:form.login_hint')}
          error={error('login')}
          autoFocus
          onChange={(login) => change({ login })}
        />
        <TextField
          label={t('accounts:form.name')}
          value={form.name}
          maxLength={40}
          error={error('name')}
          onChange={(name) => change({ name })}
        />
      </FormGrid>
      <PasswordField
        label={t('accounts:form.password')}
        hint={t('accounts:form.password_hint')}
        value={password}
        error={error('password')}
        onChange={setPassword}
      />
      <Refused refusal={refusal} />
      <Row>
        <Button type="submit" tone="primary" busy={busy}>
          {t('accounts:add')}
        </Button>
        <Button
          tone="quiet"
          onClick={() => {
            clear();
            onDone(null);
          }}
        >
          {t('common.cancel')}
        </Button>
      </Row>
    </form>
  );
}
