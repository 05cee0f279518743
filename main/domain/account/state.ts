import type { AccountEvent } from '#contracts/account.ts';
import type { Role } from '#contracts/roles.ts';
import type { Fold } from '../fold.ts';

export type Account = {
  accountId: string;
  login: string;
  name: string;
  courtCode: string;
  role: Role;
  state: 'proposed' | 'active' | 'refused' | 'disabled';
  since: string;
  proposedBy: string;
  lockedUntil: string | null;
  failures: number;
  lastSignIn: { at: string; seat: string } | null;
  drill: boolean;
};

/** 三员: three separate persons (DOMAIN §2.5). */
export const ADMINISTRATORS: readonly Role[] = ['system_admin', 'security_admin', 'auditor'];

function evolve(account: Account | null, event: AccountEvent): Account | null {
  if (event.type === 'account_proposed') {
    const { accountId, login, name, courtCode, role, drill } = event;
    return {
      accountId,
      login,
      name,
      courtCode,
      role,
      drill,
      state: 'proposed',
      since: event.at,
      proposedBy: event.by,
      lockedUntil: null,
      failures: 0,
      lastSignIn: null,
    };
  }
  if (!account) return account;
  switch (event.type) {
    case 'account_granted':
      return { ...account, state: 'active', since: event.at };
    case 'account_refused':
      return { ...account, state: 'refused', since: event.at };
    case 'account_disabled':
      return { ...account, state: 'disabled', since: event.at };
    case 'account_locked':
      return { ...account, lockedUntil: event.until };
    case 'account_unlocked':
      return { ...account, lockedUntil: null, failures: 0 };
    case 'password_reset': {
      const unlocked = { ...account, lockedUntil: null, failures: 0 };
      // Who knows an administrator's new password could act as two of the three: it waits for a second person's grant.
      return ADMINISTRATORS.includes(account.role)
        ? { ...unlocked, state: 'proposed', since: event.at, proposedBy: event.by }
        : unlocked;
    }
    case 'signed_in':
      return { ...account, failures: 0, lockedUntil: null, lastSignIn: { at: event.at, seat: event.seat } };
    case 'sign_in_failed':
      return { ...account, failures: event.failures };
    default:
      return account;
  }
}

export const accountFold: Fold<Account, AccountEvent> = { evolve };
