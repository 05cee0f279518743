import { Login, Password } from '#contracts/account.ts';
import type { Court } from '#contracts/session.ts';

export const ADMINS = ['system_admin', 'security_admin', 'auditor'] as const;
export type Admin = (typeof ADMINS)[number];

export type AdminDraft = { login: string; name: string; password: string; again: string };
export const emptyAdmin = (): AdminDraft => ({ login: '', name: '', password: '', again: '' });

type Problem = 'login_bad' | 'login_twice' | 'password_short' | 'password_differs';
/** What is wrong with one administrator's account; keys of `start:found`. What is still empty is no mistake yet. */
export type AdminProblems = Partial<Record<keyof AdminDraft, Problem>>;

export function problemsOf(admin: Admin, drafts: Record<Admin, AdminDraft>): AdminProblems {
  const { login, password, again } = drafts[admin];
  const same = (other: Admin) =>
    other !== admin && drafts[other].login.trim().toLowerCase() === login.trim().toLowerCase();
  const problems: AdminProblems = {};
  if (login !== '' && !Login.safeParse(login).success) problems.login = 'login_bad';
  else if (login !== '' && ADMINS.some(same)) problems.login = 'login_twice';
  if (password !== '' && !Password.safeParse(password).success) problems.password = 'password_short';
  if (again !== '' && again !== password) problems.again = 'password_differs';
  return problems;
}

export const isComplete = (drafts: Record<Admin, AdminDraft>): boolean =>
  ADMINS.every((admin) => {
    const { login, name, password, again } = drafts[admin];
    return (
      login !== '' &&
      name.trim() !== '' &&
      password !== '' &&
      again === password &&
      Object.keys(problemsOf(admin, drafts)).length === 0
    );
  });

/** Courts whose name or code has every word of the filter; basic courts first, because most seats are theirs. */
export function findCourts(courts: Iterable<Court>, filter: string): Court[] {
  const words = filter.trim().split(/\s+/).filter(Boolean);
  const rank: Record<Court['level'], number> = { basic: 0, intermediate: 1, high: 2, supreme: 3 };
  return [...courts]
    .filter(({ name, code, province }) =>
      words.every(
        (word) => name.includes(word) || code.startsWith(word.toUpperCase()) || province.includes(word),
      ),
    )
    .sort((a, b) => rank[a.level] - rank[b.level] || a.code.localeCompare(b.code));
}
