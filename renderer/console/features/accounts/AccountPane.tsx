import { useState } from 'react';
import { decideAccount, disableAccount, resetPassword, unlockAccount } from '#contracts/account.ts';
import { type Account, ADMINISTRATORS } from '#domain/account/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Facts, Row } from '#renderer/ui/Panel.tsx';
import { AskOnce } from '../../forms/AskOnce.tsx';
import { Refused } from '../../forms/Refused.tsx';
import { useSend } from '../../forms/use-send.ts';
import { clockTime, dateTime } from '../../format.ts';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useCourtNames, useHolds, useOne } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { accountActs, accountLook, isPoorPassword } from './account-view.ts';
import { ACCOUNT_TONE } from './account-tone.ts';
import { PasswordField } from './PasswordField.tsx';
import styles from './accounts.module.css';

/** One account: its state in words, and what this administrator may do with it. */
export function AccountPane({ account }: { account: Account }) {
  const t = useText();
  const now = useHubNow();
  const courts = useCourtNames();
  const callerId = useConsole((s) => s.session?.caller.id ?? '');
  const may = { propose: useHolds('account.propose'), grant: useHolds('account.grant') };
  const proposer = useOne('account', account.proposedBy);
  const { send, busy, refusal } = useSend();
  const { accountId } = account;
  const look = accountLook(account, now);
  const acts = accountActs(account, callerId, may);
  return (
    <>
      <h3 className={styles.title}>
        {account.name}
        <small>{account.login}</small>
      </h3>
      <p className={styles.state}>
        <Badge tone={ACCOUNT_TONE[look]}>{t(`terms:account_state.${look}`)}</Badge>{' '}
        {t(`accounts:state_text.${look}`, {
          n: account.failures,
          time: account.lockedUntil === null ? '' : clockTime(account.lockedUntil),
        })}
      </p>
      <Facts
        facts={[
          [t('accounts:columns.role'), t(`terms:role.${account.role}`)],
          [t('accounts:columns.court'), courts.long(account.courtCode)],
          [t('accounts:columns.since'), dateTime(account.since)],
          [
            t('accounts:columns.last'),
            account.lastSignIn
              ? t('accounts:last_at', {
                  time: dateTime(account.lastSignIn.at),
                  seat: account.lastSignIn.seat,
                })
              : t('accounts:never'),
          ],
          [t('accounts:columns.failures'), account.failures],
          ...(proposer ? [[t('accounts:proposed_by'), proposer.name] as [string, string]] : []),
        ]}
      />
      {account.state === 'proposed' && !acts.includes('decide') && (
        <p className={styles.quiet}>
          {t(account.proposedBy === callerId ? 'accounts:proposed_by_you' : 'accounts:waiting')}
        </p>
      )}
      {may.grant && account.accountId === callerId && <p className={styles.quiet}>{t('accounts:self')}</p>}
      <Row>
        {acts.includes('decide') && (
          <>
            <Button
              tone="primary"
              busy={busy}
              onClick={() =>
                void send(
                  decideAccount,
                  { accountId, granted: true, reason: '' },
                  t('accounts:what.grant'),
                  accountId,
                )
              }
            >
              {t('accounts:grant')}
            </Button>
            <AskOnce
              label={t('accounts:refuse')}
              text={t('accounts:state_text.refused')}
              reasonLabel={t('accounts:refuse_reason')}
              busy={busy}
              onYes={(reason) =>
                void send(
                  decideAccount,
                  { accountId, granted: false, reason },
                  t('accounts:what.refuse'),
                  accountId,
                )
              }
            />
          </>
        )}
        {acts.includes('unlock') && (
          <Button
            tone="primary"
            busy={busy}
            onClick={() => void send(unlockAccount, { accountId }, t('accounts:what.unlock'), accountId)}
          >
            {t('accounts:unlock')}
          </Button>
        )}
        {acts.includes('disable') && (
          <AskOnce
            label={t('accounts:disable')}
            text={t('accounts:state_text.disabled')}
            reasonLabel={t('accounts:disable_reason')}
            busy={busy}
            onYes={(reason) =>
              void send(disableAccount, { accountId, reason }, t('accounts:what.disable'), accountId)
            }
          />
        )}
      </Row>
      <Refused refusal={refusal} />
      {acts.includes('reset') && <ResetPassword account={account} />}
    </>
  );
}

/** The password is kept in this component alone and forgotten with it. */
function ResetPassword({ account: { accountId, login, role } }: { account: Account }) {
  const t = useText();
  const [password, setPassword] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const { send, busy, refusal } = useSend();
  if (password === null) {
    return (
      <Row>
        <Button onClick={() => setPassword('')}>{t('accounts:reset')}</Button>
      </Row>
    );
  }
  const poor = isPoorPassword(password, login);
  const submit = async () => {
    setShown(true);
    if (!poor && (await send(resetPassword, { accountId, password }, t('accounts:what.reset'), accountId)))
      setPassword(null);
  };
  return (
    <form
      className={styles.form}
      onKeyDown={(event) => event.key === 'Escape' && setPassword(null)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PasswordField
        label={t('accounts:reset_password')}
        hint={t(ADMINISTRATORS.includes(role) ? 'accounts:reset_hint' : 'accounts:form.password_hint')}
        value={password}
        error={shown && poor ? t('accounts:form.password_weak') : null}
        autoFocus
        onChange={setPassword}
      />
      <Refused refusal={refusal} />
      <Row>
        <Button type="submit" tone="primary" busy={busy}>
          {t('accounts:reset')}
        </Button>
        <Button tone="quiet" onClick={() => setPassword(null)}>
          {t('common.cancel')}
        </Button>
      </Row>
    </form>
  );
}
