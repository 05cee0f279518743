import { expect, it } from 'vitest';
import {
  decideDecideAccount,
  decideDisableAccount,
  decideResetPassword,
  decideUnlockAccount,
} from '#domain/account/decide.ts';
import {
  accountActs,
  accountLook,
  accountProblems,
  administratorsOf,
  inAccountOrder,
} from '#renderer/console/features/accounts/account-view.ts';
import { aCaller, anAccount, anId, at, COURTS, given, NOW_MS } from '#support/build.ts';

const security = { propose: false, grant: true };
const system = { propose: true, grant: false };
const me = anId(0xa77);

it('[F25] offers exactly what the deciders would let this administrator do', () => {
  const states = ['proposed', 'active', 'refused', 'disabled'] as const;
  for (const state of states) {
    for (const mine of [true, false]) {
      for (const lockedUntil of [null, at(60)]) {
        const account = anAccount({
          state,
          lockedUntil,
          proposedBy: mine ? me : anId(1),
          accountId: mine ? me : anId(2),
        });
        const by = given(aCaller('security_admin', { id: me }));
        const cmd = { commandId: anId(3), accountId: account.accountId };
        const password = { ...cmd, password: 'Strong#2026x' };
        const allowed = accountActs(account, me, { propose: true, grant: true });
        const say = [state, mine, lockedUntil];
        expect([...say, 'decide', allowed.includes('decide')]).toEqual([
          ...say,
          'decide',
          decideDecideAccount(account, { ...cmd, granted: true, reason: '' }, by).ok,
        ]);
        expect([...say, 'disable', allowed.includes('disable')]).toEqual([
          ...say,
          'disable',
          decideDisableAccount(account, { ...cmd, reason: 'x' }, by).ok,
        ]);
        expect([...say, 'reset', allowed.includes('reset')]).toEqual([
          ...say,
          'reset',
          decideResetPassword(account, [], password, by).ok,
        ]);
        if (state === 'active')
          expect([...say, 'unlock', allowed.includes('unlock')]).toEqual([
            ...say,
            'unlock',
            decideUnlockAccount(account, cmd, by).ok,
          ]);
      }
    }
  }
});

it('keeps granting and proposing apart', () => {
  const proposed = anAccount({ state: 'proposed' });
  expect(accountActs(proposed, me, security)).toEqual(['decide']);
  expect(accountActs(proposed, me, system)).toEqual(['reset']);
});

it('shows a lock as long as it lasts, and what waits for somebody first', () => {
  const locked = anAccount({ login: 'b', lockedUntil: at(60) });
  expect(accountLook(locked, NOW_MS)).toBe('locked');
  expect(accountLook(locked, NOW_MS + 61_000)).toBe('active');
  const rows = [
    anAccount({ login: 'c', state: 'disabled' }),
    anAccount({ login: 'a' }),
    locked,
    anAccount({ login: 'd', state: 'proposed' }),
  ];
  expect(inAccountOrder(rows, NOW_MS).map((account) => account.login)).toEqual(['d', 'b', 'a', 'c']);
});

it('names who holds each of the three offices, and where nobody does', () => {
  const three = administratorsOf(
    [
      anAccount({ role: 'system_admin', name: '孙' }),
      anAccount({ role: 'auditor', state: 'proposed' }),
      anAccount({ role: 'security_admin', courtCode: COURTS.partner }),
    ],
    COURTS.own,
  );
  expect(three.map(({ role, accounts }) => [role, accounts.map((account) => account.name)])).toEqual([
    ['system_admin', ['孙']],
    ['security_admin', []],
    ['auditor', []],
  ]);
});

it.each([
  [{ login: 'Lin-2', name: '林' }, 'Strong#2026x', {}],
  [{ login: '林', name: '' }, 'Strong#2026x', { login: 'login_wrong', name: 'name_required' }],
  [{ login: 'lin', name: '林' }, 'short', { password: 'password_weak' }],
  [{ login: 'lin', name: '林' }, 'aLin#2026xx', { password: 'password_weak' }],
  [{ login: '', name: '林' }, 'Strong#2026x', { login: 'login_wrong' }],
])('says of %j with %j what the hub would refuse', (form, password, problems) =>
  expect(accountProblems(form, password)).toEqual(problems),
);
