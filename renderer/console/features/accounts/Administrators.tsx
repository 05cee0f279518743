import type { Account } from '#domain/account/state.ts';
import { useConsole } from '../../state/use-console.ts';
import { useCourtCode } from '../../state/use-domain.ts';
import { useText } from '../../use-text.ts';
import { administratorsOf } from './account-view.ts';
import styles from './accounts.module.css';

/** 三员分立: who holds each of the three offices, and what each can and cannot do. */
export function Administrators({ accounts }: { accounts: readonly Account[] }) {
  const t = useText();
  const callerId = useConsole((s) => s.session?.caller.id);
  const three = administratorsOf(accounts, useCourtCode());
  return (
    <section className={styles.three} aria-label={t('accounts:three.title')}>
      <h3 className={styles.sub}>{t('accounts:three.title')}</h3>
      <p className={styles.quiet}>{t('accounts:intro')}</p>
      <dl>
        {three.map(({ role, accounts: holders }) => (
          <div key={role}>
            <dt>{t(`terms:role.${role}`)}</dt>
            <dd>
              {holders.length === 0 ? (
                <strong className={styles.warn}>{`▲ ${t('accounts:nobody')}`}</strong>
              ) : (
                <strong>
                  {holders
                    .map(
                      (account) =>
                        `${account.name}${account.accountId === callerId ? `（${t('accounts:you')}）` : ''}`,
                    )
                    .join('、')}
                </strong>
              )}
              <span className={styles.quiet}>{t(`accounts:three.${role as 'auditor'}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {three.some(({ accounts: holders }) => holders.length === 0) && (
        <p className={styles.warn}>{t('accounts:nobody_hint')}</p>
      )}
    </section>
  );
}
