import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '#contracts/roles.ts';
import {
  decideDecideAccount,
  decideDisableAccount,
  decideMaySignIn,
  decideProposeAccount,
  decideResetPassword,
  decideSignInFailed,
  decideUnlockAccount,
  isWeakPassword,
} from '#domain/account/decide.ts';
import type { Account } from '#domain/account/state.ts';
import { aCaller, anAccount, anId, applied, at, given, NOW, NOW_MS, outcome } from '#support/build.ts';

const accountId = anId(0xb00);
const stream = `account/${accountId}`;
const command = { commandId: anId(1), accountId };
const systemAdmin = aCaller('system_admin', { id: anId(0xb01) });
const securityAdmin = aCaller('security_admin', { id: anId(0xb02) });
const propose = {
  ...command,
  login: 'tan',
  name: '谭（虚构）',
  courtCode: 'JJ',
  role: 'operator' as const,
  password: 'Correct-Horse-9',
};
const after = (decision: Parameters<typeof applied>[0], account: Account | null = null) =>
  applied(decision, { [stream]: account })[stream] as Account;
const signIn = (account: Account, nowMs = NOW_MS) => {
  const decision = decideMaySignIn(account, nowMs);
  return decision.ok ? 'ok' : decision.error.code;
};

describe('[F25] an account', () => {
  it('is proposed by one administrator and works once another granted it', () => {
    const proposed = after(decideProposeAccount(null, false, propose, given(systemAdmin)));
    expect(signIn(proposed)).toBe('account_not_active');
    const grant = (actor: typeof systemAdmin) =>
      decideDecideAccount(proposed, { ...command, granted: true, reason: '' }, given(actor));
    expect(outcome(grant({ ...securityAdmin, id: systemAdmin.id }))).toBe('same_person');
    expect(signIn(after(grant(securityAdmin), proposed))).toBe('ok');
  });

  it('is refused with a reason, answered once, and stays shut', () => {
    const proposed = anAccount({ state: 'proposed' });
    const answer = (reason: string, account = proposed) =>
      decideDecideAccount(account, { ...command, granted: false, reason }, given(securityAdmin));
    expect(outcome(answer(''))).toBe('reason_required');
    const refused = after(answer('重名'), proposed);
    expect(signIn(refused)).toBe('account_disabled');
    expect(outcome(answer('重名', refused))).toBe('already_answered');
    expect(
      outcome(decideDecideAccount(refused, { ...command, granted: true, reason: '' }, given(securityAdmin))),
    ).toBe('already_answered');
  });

  it('refuses a taken id, a taken login and a weak password', () => {
    expect(outcome(decideProposeAccount(anAccount(), false, propose, given(systemAdmin)))).toBe(
      'already_exists',
    );
    expect(outcome(decideProposeAccount(null, true, propose, given(systemAdmin)))).toBe('login_taken');
    expect(
      outcome(
        decideProposeAccount(null, false, { ...propose, password: 'alllowercase' }, given(systemAdmin)),
      ),
    ).toBe('weak_password');
  });

  it('never puts the password into the record', () => {
    const decisions = [
      decideProposeAccount(null, false, propose, given(systemAdmin)),
      decideResetPassword(anAccount(), [], { ...command, password: propose.password }, given(systemAdmin)),
    ];
    for (const decision of decisions) expect(JSON.stringify(decision)).not.toContain(propose.password);
  });

  it('is not disabled by its own holder, and only while it works', () => {
    const disable = (account: Account) =>
      outcome(decideDisableAccount(account, { ...command, reason: '离职' }, given(securityAdmin)));
    expect(disable(anAccount({ accountId: securityAdmin.id }))).toBe('same_person');
    expect(disable(anAccount({ state: 'disabled' }))).toBe('already_answered');
    expect(disable(anAccount())).toEqual(['account_disabled']);
    expect(
      signIn(
        after(
          decideDisableAccount(anAccount(), { ...command, reason: '离职' }, given(securityAdmin)),
          anAccount(),
        ),
      ),
    ).toBe('account_disabled');
  });

  const anotherSecurity = anAccount({ accountId: anId(0xabc), role: 'security_admin' });

  it('[F25] that is the only security administrator’s gets no new password: nobody could grant it again', () => {
    const account = anAccount({ role: 'security_admin' });
    const reset = (others: Account[]) =>
      outcome(
        decideResetPassword(account, others, { ...command, password: propose.password }, given(systemAdmin)),
      );
    expect(reset([])).toBe('last_security_admin');
    expect(reset([{ ...anotherSecurity, state: 'disabled' }])).toBe('last_security_admin');
    expect(reset([anotherSecurity])).toEqual(['password_reset']);
  });

  it.each(ROLES)(
    'with a password reset: one of the three administrators waits for a second person, others go on: %s',
    (role) => {
      const account = anAccount({ role, proposedBy: 'founding' });
      const reset = after(
        decideResetPassword(
          account,
          [anotherSecurity],
          { ...command, password: propose.password },
          given(systemAdmin),
        ),
        account,
      );
      const administrator = ['system_admin', 'security_admin', 'auditor'].includes(role);
      expect(signIn(reset)).toBe(administrator ? 'account_not_active' : 'ok');
      expect(reset.proposedBy).toBe(administrator ? systemAdmin.id : 'founding');
    },
  );

  it.each(['refused', 'disabled'] as const)('that is %s gets no new password', (state) => {
    expect(
      outcome(
        decideResetPassword(
          anAccount({ state }),
          [],
          { ...command, password: propose.password },
          given(systemAdmin),
        ),
      ),
    ).toBe('account_disabled');
  });
});

describe('[F25] wrong passwords', () => {
  const until = (minutes: number) => at(minutes * 60);
  const fail = (account: Account) =>
    applied(decideSignInFailed(account, 'A1', { ...given(systemAdmin), until }), { [stream]: account })[
      stream
    ] as Account;

  it('lock at the fifth in a row for 5 minutes, then twice as long each time, a day at most', () => {
    let account = anAccount();
    const locks: (string | null)[] = [];
    for (let n = 0; n < 16; n += 1) {
      account = fail(account);
      locks.push(account.lockedUntil);
    }
    const minutes = [null, null, null, null, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440];
    expect(locks).toEqual(minutes.map((m) => (m === null ? null : until(m))));
  });

  it('the lock holds up to its last millisecond, whatever the password', () => {
    const locked = anAccount({ lockedUntil: at(300) });
    expect(decideMaySignIn(locked, NOW_MS + 299_999)).toEqual({
      ok: false,
      error: { code: 'account_locked', params: { until: at(300) } },
    });
    expect(signIn(locked, NOW_MS + 300_000)).toBe('ok');
  });

  it('are forgotten after a right one and after an unlock', () => {
    const locked = anAccount({ failures: 5, lockedUntil: at(300) });
    const fresh = { failures: 0, lockedUntil: null };
    expect(after(decideUnlockAccount(locked, command, given(securityAdmin)), locked)).toMatchObject(fresh);
    expect(outcome(decideUnlockAccount(anAccount(), command, given(securityAdmin)))).toBe('already_answered');
    const signedIn = applied(
      [
        {
          stream,
          event: { type: 'signed_in', at: NOW, by: accountId, accountId, seat: 'A1' } as { type: string },
        },
      ],
      { [stream]: locked },
    );
    expect(signedIn[stream]).toMatchObject({ ...fresh, lastSignIn: { at: NOW, seat: 'A1' } });
  });
});

it('[F25] a password has three kinds of characters and not the login', () => {
  expect(
    ['password12', 'PASSWORD12', '1234567890', 'Lin-lin-lin1', 'XLINx-9999'].map((p) =>
      isWeakPassword(p, 'lin'),
    ),
  ).toEqual([true, true, true, true, true]);
  expect(['Password12', 'pass-word12', '口令Password1'].map((p) => isWeakPassword(p, 'lin'))).toEqual([
    false,
    false,
    false,
  ]);
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (password, login) => typeof isWeakPassword(password, login) === 'boolean',
    ),
  );
});
