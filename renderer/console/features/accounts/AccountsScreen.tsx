import { useState } from 'react';
import type { Account } from '#domain/account/state.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { type Column, DataTable } from '#renderer/ui/DataTable.tsx';
import { Checkbox, FilterBox } from '#renderer/ui/Field.tsx';
import { ListState } from '#renderer/ui/ListState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { timeSeenFrom } from '../../format.ts';
import screen from '../../shell/screen.module.css';
import { useConsole, useHubNow } from '../../state/use-console.ts';
import { useAll, useCourtNames, useHolds } from '../../state/use-domain.ts';
import { useForm } from '../../state/use-form.ts';
import { useText } from '../../use-text.ts';
import { ACCOUNT_TONE } from './account-tone.ts';
import { accountLook, inAccountOrder } from './account-view.ts';
import { AccountPane } from './AccountPane.tsx';
import { Administrators } from './Administrators.tsx';
import { ProposeAccount } from './ProposeAccount.tsx';
import styles from './accounts.module.css';

/** Accounts of the court: proposed by one administrator, granted by another, watched by the third. */
export function AccountsScreen() {
  const t = useText();
  const now = useHubNow();
  const accounts = useAll('account');
  const proposes = useHolds('account.propose');
  const grants = useHolds('account.grant');
  const heard = useConsole((s) => s.heardAt !== null);
  const stale = useConsole((s) => s.link.state !== 'online');
  const [filter, setFilter] = useState('');
  const [showEnded, setShowEnded] = useState(false);
  const [onlyProposed, setOnlyProposed] = useState(false);
  const [pickedId, setPickedId] = useState<string | null>(null);
  const { form: adding, change: setAdding, clear: stopAdding } = useForm('new-account', { open: false });
  const picked = accounts.find((account) => account.accountId === pickedId);
  const waiting = accounts.filter((account) => account.state === 'proposed').length;
  const rows = inAccountOrder(accounts, now).filter(
    (account) =>
      (showEnded || !['disabled', 'refused'].includes(account.state)) &&
      (!onlyProposed || account.state === 'proposed'),
  );
  return (
    <div className={screen.two}>
      <Panel
        title={t('accounts:title')}
        count={rows.length}
        tools={
          <>
            {grants && waiting > 0 && (
              <Button size="s" aria-pressed={onlyProposed} onClick={() => setOnlyProposed(!onlyProposed)}>
                {t('accounts:pending', { n: waiting })}
              </Button>
            )}
            <Checkbox label={t('accounts:show_ended')} checked={showEnded} onChange={setShowEnded} />
            <FilterBox label={t('accounts:filter')} value={filter} onChange={setFilter} />
            {proposes && (
              <Button size="s" onClick={() => setAdding({ open: true })}>
                {t('accounts:add')}
              </Button>
            )}
          </>
        }
      >
        <DataTable
          label={t('accounts:title')}
          rows={rows}
          columns={useColumns(now)}
          rowKey={(account) => account.accountId}
          filter={filter}
          picked={adding.open ? null : pickedId}
          onPick={(account) => {
            stopAdding();
            setPickedId(account.accountId);
          }}
          tone={(account) =>
            accountLook(account, now) === 'locked' || account.state === 'proposed'
              ? 'warn'
              : account.state === 'active'
                ? null
                : 'dim'
          }
          stale={stale}
          empty={
            heard ? (
              <ListState
                kind="empty"
                text={t(filter === '' ? 'accounts:empty' : 'situation:units.empty_filter')}
              />
            ) : (
              <ListState kind="loading" text={t('app.loading')} />
            )
          }
        />
      </Panel>
      <Panel title={adding.open ? t('accounts:add') : t('situation:detail.title')} padded>
        {adding.open && proposes ? (
          <ProposeAccount
            onDone={(accountId) => {
              stopAdding();
              if (accountId !== null) setPickedId(accountId);
            }}
          />
        ) : picked ? (
          <AccountPane key={picked.accountId} account={picked} />
        ) : (
          <ListState kind="empty" text={t('accounts:pick')} />
        )}
        <Administrators accounts={accounts} />
      </Panel>
    </div>
  );
}

function useColumns(now: number): Column<Account>[] {
  const t = useText();
  const courts = useCourtNames();
  const callerId = useConsole((s) => s.session?.caller.id);
  return [
    {
      id: 'state',
      header: t('accounts:columns.state'),
      cell: (account) => (
        <Badge tone={ACCOUNT_TONE[accountLook(account, now)]}>
          {t(`terms:account_state.${accountLook(account, now)}`)}
        </Badge>
      ),
      sortBy: (account) => accountLook(account, now),
    },
    {
      id: 'login',
      header: t('accounts:columns.login'),
      cell: (account) => (
        <>
          {account.login}
          {account.accountId === callerId && <span className={styles.quiet}> {t('accounts:you')}</span>}
        </>
      ),
      sortBy: (account) => account.login,
      text: (account) => account.login,
    },
    {
      id: 'name',
      header: t('accounts:columns.name'),
      cell: (account) => account.name,
      sortBy: (account) => account.name,
      text: (account) => account.name,
    },
    {
      id: 'role',
      header: t('accounts:columns.role'),
      cell: (account) => t(`terms:role.${account.role}`),
      sortBy: (account) => account.role,
      text: (account) => t(`terms:role.${account.role}`),
    },
    {
      id: 'court',
      header: t('accounts:columns.court'),
      grows: true,
      cell: (account) => courts.long(account.courtCode),
      sortBy: (account) => account.courtCode,
    },
    {
      id: 'since',
      header: t('accounts:columns.since'),
      kind: 'number',
      cell: (account) => timeSeenFrom(account.since, now),
      sortBy: (account) => account.since,
    },
    {
      id: 'last',
      header: t('accounts:columns.last'),
      kind: 'number',
      cell: (account) =>
        account.lastSignIn ? timeSeenFrom(account.lastSignIn.at, now) : t('accounts:never'),
      sortBy: (account) => account.lastSignIn?.at ?? null,
    },
    {
      id: 'failures',
      header: t('accounts:columns.failures'),
      kind: 'number',
      cell: (account) => account.failures,
      sortBy: (account) => account.failures,
    },
  ];
}
