import type { Role } from '#contracts/roles.ts';
import { Login, Password } from '#contracts/account.ts';
import type { Court } from '#contracts/session.ts';
import { isWeakPassword } from '#domain/account/decide.ts';
import { type Account, ADMINISTRATORS } from '#domain/account/state.ts';

export type AccountLook = Account['state'] | 'locked';

/** `locked` only as long as it lasts; `nowMs`: ms UTC by the hub. */
export const accountLook = (account: Account, nowMs: number): AccountLook =>
  account.state === 'active' && account.lockedUntil !== null && Date.parse(account.lockedUntil) > nowMs
    ? 'locked'
    : account.state;

/** What wants somebody stands first. */
const LOOK_ORDER: readonly AccountLook[] = ['proposed', 'locked', 'active', 'refused', 'disabled'];
export const inAccountOrder = (accounts: readonly Account[], nowMs: number): Account[] =>
  [...accounts].sort(
    (a, b) =>
      LOOK_ORDER.indexOf(accountLook(a, nowMs)) - LOOK_ORDER.indexOf(accountLook(b, nowMs)) ||
      a.login.localeCompare(b.login),
  );

export type AccountAct = 'decide' | 'disable' | 'unlock' | 'reset';

/** What this caller may do with the account, as the deciders have it: nobody grants what he proposed, nobody disables himself. */
export function accountActs(
  account: Account,
  callerId: string,
  may: { propose: boolean; grant: boolean },
): AccountAct[] {
  const acts: AccountAct[] = [];
  if (may.grant && account.state === 'proposed' && account.proposedBy !== callerId) acts.push('decide');
  if (may.grant && account.lockedUntil !== null && account.state === 'active') acts.push('unlock');
  if (may.grant && account.state === 'active' && account.accountId !== callerId) acts.push('disable');
  if (may.propose && (account.state === 'active' || account.state === 'proposed')) acts.push('reset');
  return acts;
}

export type Administrator = { role: Role; accounts: Account[] };

/** Who holds each of the three offices at that court now. */
export const administratorsOf = (accounts: readonly Account[], courtCode: string): Administrator[] =>
  ADMINISTRATORS.map((role) => ({
    role,
    accounts: accounts.filter(
      (account) => account.role === role && account.courtCode === courtCode && account.state === 'active',
    ),
  }));

export type AccountForm = { role: Role; court: string; login: string; name: string };

/** Courts that an account of this role may belong to on this hub: the own one, and for a guest those above it (policy). */
export function courtChoices(courts: ReadonlyMap<string, Court>, own: string, role: Role): string[] {
  const choices = [own];
  const isGuest = role === 'supervisor' || role === 'coordinator';
  for (
    let at = courts.get(own)?.parent;
    isGuest && at != null && choices.length < 5;
    at = courts.get(at)?.parent
  )
    choices.push(at);
  return choices;
}

export type AccountProblems = { login?: 'login_wrong'; name?: 'name_required'; password?: 'password_weak' };

export function accountProblems(
  { login, name }: Pick<AccountForm, 'login' | 'name'>,
  password: string,
): AccountProblems {
  const parsed = Login.safeParse(login);
  return {
    ...(parsed.success ? {} : { login: 'login_wrong' as const }),
    ...(name.trim() === '' ? { name: 'name_required' as const } : {}),
    ...(isPoorPassword(password, parsed.success ? parsed.data : login)
      ? { password: 'password_weak' as const }
      : {}),
  };
}

/** Too short, too long or too weak for the hub. An empty login is part of no password. */
export const isPoorPassword = (password: string, login: string): boolean =>
  !Password.safeParse(password).success || isWeakPassword(password, login === '' ? '\u0000' : login);
