import type {
  AccountEvent,
  DecideAccount,
  DisableAccount,
  ProposeAccount,
  ResetPassword,
  UnlockAccount,
} from '#contracts/account.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import { millisecondsOf } from '../fold.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import type { Account } from './state.ts';

type Decision = Result<Recorded<AccountEvent>[]>;
const record = (event: AccountEvent): Recorded<AccountEvent> => ({
  stream: `account/${event.accountId}`,
  event,
});
const only = (event: AccountEvent): Decision => ok([record(event)]);

const FAILURES_BEFORE_LOCK = 5;
const FIRST_LOCK_MINUTES = 5;

/** At least three of: lower case, upper case, digit, other; not the login itself. */
export function isWeakPassword(password: string, login: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return kinds < 3 || password.toLowerCase().includes(login.toLowerCase());
}

/** F25: proposed by the system administrator, works once the security administrator granted it (三员分立). */
export function decideProposeAccount(
  known: Account | null,
  loginTaken: boolean,
  cmd: ProposeAccount,
  given: Given,
): Decision {
  if (known) return refuse('already_exists');
  if (loginTaken) return refuse('login_taken', { login: cmd.login });
  if (isWeakPassword(cmd.password, cmd.login)) return refuse('weak_password');
  const { accountId, login, name, courtCode, role } = cmd;
  return only({
    type: 'account_proposed',
    ...stamp(given),
    accountId,
    login,
    name,
    courtCode,
    role,
    drill: given.drill,
  });
}

export function decideDecideAccount(account: Account, cmd: DecideAccount, given: Given): Decision {
  if (account.state !== 'proposed') return refuse('already_answered', { state: account.state });
  if (account.proposedBy === given.actor.id) return refuse('same_person');
  if (cmd.granted) return only({ type: 'account_granted', ...stamp(given), accountId: cmd.accountId });
  if (cmd.reason === '') return refuse('reason_required');
  return only({ type: 'account_refused', ...stamp(given), accountId: cmd.accountId, reason: cmd.reason });
}

export function decideDisableAccount(account: Account, cmd: DisableAccount, given: Given): Decision {
  if (account.state !== 'active') return refuse('already_answered', { state: account.state });
  if (account.accountId === given.actor.id) return refuse('same_person');
  return only({ type: 'account_disabled', ...stamp(given), accountId: cmd.accountId, reason: cmd.reason });
}

export function decideUnlockAccount(account: Account, cmd: UnlockAccount, given: Given): Decision {
  if (account.lockedUntil === null) return refuse('already_answered');
  return only({ type: 'account_unlocked', ...stamp(given), accountId: cmd.accountId });
}

/** The new password of one of the three administrators counts only once the security administrator granted it anew. */
export function decideResetPassword(
  account: Account,
  others: readonly Account[],
  cmd: ResetPassword,
  given: Given,
): Decision {
  if (account.state !== 'active' && account.state !== 'proposed') return refuse('account_disabled');
  // Whoever grants it again must be somebody else, and still be there.
  const granting = others.some(
    (other) =>
      other.role === 'security_admin' && other.state === 'active' && other.courtCode === account.courtCode,
  );
  if (account.role === 'security_admin' && account.state === 'active' && !granting)
    return refuse('last_security_admin');
  if (isWeakPassword(cmd.password, account.login)) return refuse('weak_password');
  return only({ type: 'password_reset', ...stamp(given), accountId: cmd.accountId });
}

/** Whether the account may sign in at all, before its password counts. Locked names until when. */
export function decideMaySignIn(account: Account, nowMs: number): Result<null> {
  if (account.lockedUntil !== null && millisecondsOf(account.lockedUntil) > nowMs)
    return refuse('account_locked', { until: account.lockedUntil });
  if (account.state === 'proposed') return refuse('account_not_active');
  if (account.state !== 'active') return refuse('account_disabled');
  return ok(null);
}

/** The fifth wrong password in a row locks for 5 minutes, each further one for twice as long, a day at most. */
export function decideSignInFailed(
  account: Account,
  seat: string,
  given: Given & { until: (minutes: number) => string },
): Recorded<AccountEvent>[] {
  const failures = account.failures + 1;
  const { accountId } = account;
  const failed = record({ type: 'sign_in_failed', ...stamp(given), accountId, seat, failures });
  if (failures < FAILURES_BEFORE_LOCK) return [failed];
  const minutes = Math.min(FIRST_LOCK_MINUTES * 2 ** (failures - FAILURES_BEFORE_LOCK), 1440);
  return [
    failed,
    record({ type: 'account_locked', ...stamp(given), accountId, failures, until: given.until(minutes) }),
  ];
}
