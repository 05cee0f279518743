import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  decideAccount,
  disableAccount,
  proposeAccount,
  resetPassword,
  unlockAccount,
} from '#contracts/account.ts';
import { foundCourt, readSession, readSetup, signIn } from '#contracts/session.ts';
import { createEnrolment, enrolDevice, registerUnit, retireUnit } from '#contracts/unit.ts';
import { openPasswordVault } from '#hub/auth/password-vault.ts';
import { callHttp } from '#renderer/client/http-call.ts';
import { createMovableClock, type MovableClock } from '#support/hub/movable-clock.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { openPage } from '#support/hub/page.ts';
import {
  aProfile,
  type Court,
  COURT,
  foundTestCourt,
  newId,
  openTestHub,
  PASSWORD,
  type TestHub,
} from '#support/hub/test-hub.ts';

const MINUTE = 60_000;
const refused = (code: string, params?: Record<string, unknown>) => ({
  ok: false,
  error: { code, ...(params ? { params } : {}) },
});

let test: TestHub;
let clock: MovableClock;
const begin = async () => {
  clock = createMovableClock();
  test = await openTestHub({ clock, startSide: idleSide });
};
const end = () => test[Symbol.asyncDispose]();

const enter = (login: string, password: string) =>
  test.call(signIn, { commandId: newId(), login, password, seat: 'A1' });
const admin = (login: string, name = login, password = PASSWORD) => ({ login, name, password });
const founding = (part: Partial<Record<'systemAdmin' | 'securityAdmin' | 'auditor', ReturnType<typeof admin>>> = {}) => ({
  commandId: newId(), courtCode: COURT, systemAdmin: admin('sys'), securityAdmin: admin('sec'), auditor: admin('aud'), ...part,
}); // prettier-ignore

describe('[F25] founding the court', () => {
  beforeEach(begin);
  afterEach(end);

  it('is refused the second time, and the first administrators stay', async () => {
    const first = founding();
    expect(await test.call(foundCourt, first)).toEqual({ ok: true, value: { courtCode: COURT } });
    expect(await test.call(foundCourt, founding({ systemAdmin: admin('thief') }))).toEqual(
      refused('already_set_up'),
    );
    expect(await test.call(foundCourt, first)).toEqual({ ok: true, value: { courtCode: COURT } });
    expect(await enter('sys', PASSWORD)).toMatchObject({ ok: true });
    expect(await enter('thief', PASSWORD)).toEqual(refused('wrong_password'));
  });

  it('by two at once founds one court', async () => {
    const both = await Promise.all([
      test.call(foundCourt, founding()),
      test.call(foundCourt, founding({ systemAdmin: admin('thief') })),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    [
      'a login that two of them share',
      { auditor: admin('sys', '另一人') },
      refused('login_taken', { login: 'sys' }),
    ],
    ['one person under two logins', { auditor: admin('aud', 'sec') }, refused('same_person')],
    [
      'a password of one kind of characters',
      { auditor: admin('aud', '审计', 'aaaaaaaaaaaa') },
      refused('weak_password', { login: 'aud' }),
    ],
    [
      'a password that holds the login',
      { auditor: admin('aud', '审计', 'Aud-2026-Aud-2026') },
      refused('weak_password', { login: 'aud' }),
    ],
  ])('refuses %s, and leaves the hub as empty as it was', async (_what, part, answer) => {
    expect(await test.call(foundCourt, founding(part))).toEqual(answer);
    expect(await test.call(readSetup, {})).toMatchObject({ ok: true, value: { configured: false } });
  });

  it('a court that is not in the directory is refused', async () => {
    expect(await test.call(foundCourt, { ...founding(), courtCode: 'ZZ99' })).toEqual(
      refused('unknown_court'),
    );
  });

  it('a hub that died between the record and the secrets has its passwords when it is opened again', async () => {
    const { store, secrets, passwords } = test.hub.court().context;
    const accountId = newId();
    const [carriedOut, never] = [newId(), newId()];
    const court = await foundTestCourt(test);
    const propose = {
      accountId,
      login: 'late',
      name: '某（虚构）',
      courtCode: COURT,
      role: 'operator' as const,
      password: PASSWORD,
    };
    const phc = await passwords.hash('Another-Pass-2026');
    // The secrets as they stand after the append of one command, and before that of another.
    await secrets.put('password-ready', never, JSON.stringify([[accountId, await passwords.hash(PASSWORD)]]));
    await test.must(proposeAccount, { ...propose, commandId: carriedOut, accountId: newId() }, court.system);
    await secrets.put('password-ready', carriedOut, JSON.stringify([[accountId, phc]]));
    const vault = await openPasswordVault({ store, secrets, passwords });
    expect(await vault.isRight(accountId, 'Another-Pass-2026')).toBe(true);
    expect(await secrets.list('password-ready')).toEqual([]);
  });
});

describe('[F25] signing in', () => {
  let court: Court;
  let accounts = 0;
  let login: string;
  let accountId: string;
  const wrong = () => enter(login, 'Wrong-Pass-2026');
  const propose = () => ({
    commandId: newId(),
    accountId,
    login,
    name: '林（虚构）',
    courtCode: COURT,
    role: 'operator' as const,
    password: PASSWORD,
  });
  const grant = (granted = true) =>
    test.must(
      decideAccount,
      { commandId: newId(), accountId, granted, reason: granted ? '' : '不符' },
      court.security,
    );

  beforeAll(async () => {
    await begin();
    court = await foundTestCourt(test);
  });
  afterAll(end);
  beforeEach(async () => {
    login = `lin-${++accounts}`;
    accountId = newId();
    await test.must(proposeAccount, propose(), court.system);
  });

  it('waits for the grant of the security administrator', async () => {
    expect(await enter(login, PASSWORD)).toEqual(refused('account_not_active'));
    expect(await wrong()).toEqual(refused('wrong_password'));
    await grant();
    expect(await enter(` ${login.toUpperCase()} `, PASSWORD)).toMatchObject({
      ok: true,
      value: { caller: { role: 'operator', seat: 'A1' } },
    });
  });

  it('does not work for an account whose grant was refused, nor for one that was disabled', async () => {
    await grant(false);
    expect(await enter(login, PASSWORD)).toEqual(refused('account_disabled'));
    expect(
      await test.call(
        decideAccount,
        { commandId: newId(), accountId, granted: true, reason: '' },
        court.security,
      ),
    ).toMatchObject(refused('already_answered'));
  });

  it('a disabled account learns so with the right password only', async () => {
    await grant();
    await test.must(disableAccount, { commandId: newId(), accountId, reason: '离岗' }, court.security);
    expect(await wrong()).toEqual(refused('wrong_password'));
    expect(await enter(login, PASSWORD)).toEqual(refused('account_disabled'));
  });

  it('says the same of a login that is not there as of a wrong password', async () => {
    await grant();
    expect(await enter('nobody', PASSWORD)).toEqual(await wrong());
  });

  it('locks after the fifth wrong password, says until when, and for twice as long each time', async () => {
    await grant();
    for (let n = 1; n <= 4; n++) expect(await wrong()).toEqual(refused('wrong_password'));
    for (const minutes of [5, 10, 20]) {
      const before = clock.now();
      const answer = await wrong();
      expect(answer).toEqual(refused('account_locked', { until: expect.any(String) }));
      const until = Date.parse(answer.ok ? '' : String(answer.error.params?.['until']));
      expect(until - before).toBeGreaterThanOrEqual(minutes * MINUTE);
      expect(until - clock.now()).toBeLessThanOrEqual(minutes * MINUTE);
      expect(await enter(login, PASSWORD)).toEqual(answer); // the right one does not open it either
      clock.move(minutes * MINUTE + 1_000);
    }
    expect(await enter(login, PASSWORD)).toMatchObject({ ok: true });
    expect(await wrong()).toEqual(refused('wrong_password')); // counted anew
  });

  it('is unlocked by the security administrator', async () => {
    await grant();
    for (let n = 1; n <= 5; n++) await wrong();
    expect(await test.call(unlockAccount, { commandId: newId(), accountId }, court.system)).toEqual(
      refused('not_allowed'),
    );
    await test.must(unlockAccount, { commandId: newId(), accountId }, court.security);
    expect(await enter(login, PASSWORD)).toMatchObject({ ok: true });
  });

  it('takes one guess at a time: of twenty at once five are heard', async () => {
    await grant();
    const guesses = await Promise.all(Array.from({ length: 20 }, wrong));
    const codes = guesses.map((guess) => (guess.ok ? 'in' : guess.error.code));
    expect(codes.filter((code) => code === 'wrong_password')).toHaveLength(4);
    expect(codes.filter((code) => code === 'account_locked')).toHaveLength(16);
    const types = (await test.hub.court().context.store.readStream(`account/${accountId}`)).map(
      ({ type }) => type,
    );
    expect(types.filter((type) => type === 'sign_in_failed')).toHaveLength(5);
  });

  it('a password set anew by the system administrator ends the sessions of who knew the old one', async () => {
    await grant();
    const { token } = await test.must(signIn, { commandId: newId(), login, password: PASSWORD, seat: 'A1' });
    const reset = { commandId: newId(), accountId, password: 'Fresh-Pass-2026' };
    await test.must(resetPassword, reset, court.system);
    expect(await test.call(readSession, {}, token)).toEqual(refused('signed_out'));
    expect(await enter(login, PASSWORD)).toEqual(refused('wrong_password'));
    expect(await enter(login, 'Fresh-Pass-2026')).toMatchObject({ ok: true });
    // The same command with another password is not another reset.
    await test.must(resetPassword, { ...reset, password: 'Sneaky-Pass-2026' }, court.system);
    expect(await enter(login, 'Sneaky-Pass-2026')).toEqual(refused('wrong_password'));
  });

  it("an administrator's new password waits for the grant of another person", async () => {
    const auditor = await test.must(readSession, {}, court.auditor);
    await test.must(
      resetPassword,
      { commandId: newId(), accountId: auditor.caller.id, password: 'Fresh-Pass-2026' },
      court.system,
    );
    expect(await enter('aud', 'Fresh-Pass-2026')).toEqual(refused('account_not_active'));
    await test.must(
      decideAccount,
      { commandId: newId(), accountId: auditor.caller.id, granted: true, reason: '' },
      court.security,
    );
    expect(await enter('aud', 'Fresh-Pass-2026')).toMatchObject({ ok: true });
  });
});

describe('a session', () => {
  let court: Court;
  const login = 'operator-1';
  beforeEach(async () => {
    await begin();
    court = await foundTestCourt(test);
    await court.seat('operator');
  });
  afterEach(end);

  it('a token that is none opens nothing, and one that no longer stands is no hindrance to signing in', async () => {
    for (const token of ['x'.repeat(43), 'short', '../../etc/passwd', ''])
      expect(await test.call(readSession, {}, token)).toEqual(refused('signed_out'));
    const old = await test.must(signIn, { commandId: newId(), login, password: PASSWORD, seat: 'A1' });
    clock.move(13 * 60 * MINUTE);
    expect(await test.call(readSession, {}, old.token)).toEqual(refused('session_expired'));
    expect(
      await test.call(signIn, { commandId: newId(), login, password: PASSWORD, seat: 'A1' }, old.token),
    ).toMatchObject({ ok: true });
  });

  it('sessions outlive a restart of the hub', async () => {
    const { token } = await test.must(signIn, { commandId: newId(), login, password: PASSWORD, seat: 'A1' });
    await test.hub[Symbol.asyncDispose]();
    await using again = await openTestHub({ dataDir: test.dataDir, clock, startSide: idleSide });
    expect(await again.call(readSession, {}, token)).toMatchObject({
      ok: true,
      value: { caller: { name: 'operator-1（虚构）' } },
    });
  });
});

describe('enrolling a phone', () => {
  let court: Court;
  let units = 0;
  let unitId: string;
  const code = async () =>
    (await test.must(createEnrolment, { commandId: newId(), unitId }, court.system)).code;
  const enrol = (typed: string, commandId = newId()) =>
    test.call(enrolDevice, { commandId, code: typed, deviceName: '测试机' });

  beforeAll(async () => {
    await begin();
    court = await foundTestCourt(test);
  });
  afterAll(end);
  beforeEach(async () => {
    unitId = newId();
    await test.must(
      registerUnit,
      { commandId: newId(), unitId, courtCode: COURT, profile: aProfile(`U-${++units}`) },
      court.system,
    );
  });

  it('takes a code once; the same question again gets an answer, another one does not', async () => {
    const typed = await code();
    const commandId = newId();
    expect(await enrol(typed, commandId)).toMatchObject({ ok: true, value: { unitId, courtCode: COURT } });
    expect(await enrol(typed, commandId)).toMatchObject({ ok: true });
    expect(await enrol(typed)).toEqual(refused('enrolment_code_used'));
    clock.move(3 * MINUTE);
    expect(await enrol(typed, commandId)).toEqual(refused('enrolment_code_used'));
  });

  it('takes a code from one of five phones that show it at once', async () => {
    const typed = await code();
    const answers = await Promise.all(Array.from({ length: 5 }, () => enrol(typed)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ['without hyphens', (typed: string) => typed.replaceAll('-', '')],
    ['in lower case', (typed: string) => typed.toLowerCase()],
    [
      'with O for 0 and I or L for 1',
      (typed: string) => typed.replaceAll('0', 'O').replace('1', 'l').replaceAll('1', 'I'),
    ],
    ['with blanks', (typed: string) => ` ${typed.replaceAll('-', ' ')} `],
  ])('takes a code %s', async (_how, spell) => {
    expect(await enrol(spell(await code()))).toMatchObject({ ok: true });
  });

  it('refuses a code that is wrong, one that is too old, and one that a newer one took the place of', async () => {
    expect(await enrol('AAAA-BBBB-CCCC')).toEqual(refused('enrolment_code_wrong'));
    const [older, newer] = [await code(), await code()];
    expect(await enrol(older)).toEqual(refused('enrolment_code_wrong'));
    clock.move(15 * MINUTE);
    expect(await enrol(newer)).toEqual(refused('enrolment_code_expired'));
  });

  it('refuses the code of a unit that was retired, and lets its phone go', async () => {
    const { token } = await court.phone('A1-02');
    const retired = (await test.must(readSession, {}, token)).caller.id;
    const { code: typed } = await test.must(
      createEnrolment,
      { commandId: newId(), unitId: retired },
      court.system,
    );
    await test.must(retireUnit, { commandId: newId(), unitId: retired, reason: '调离' }, court.system);
    expect(await enrol(typed)).toEqual(refused('enrolment_code_wrong'));
    expect(await test.call(readSession, {}, token)).toEqual(refused('device_revoked'));
  });

  it('a second phone takes the place of the first, whose line ends', async () => {
    const first = await enrol(await code());
    const token = first.ok ? first.value.token : '';
    const page = await openPage(test.hub.consoleUrl, token);
    expect(await enrol(await code())).toMatchObject({ ok: true });
    await page.until('told', ({ heard }) =>
      heard.some((message) => message.t === 'bye' && message.code === 'device_revoked'),
    );
    page.close();
    expect(await test.call(readSession, {}, token)).toEqual(refused('device_revoked'));
  });

  it("nobody gets a code for another court's unit by an old command's id", async () => {
    const commandId = newId();
    await test.must(createEnrolment, { commandId, unitId }, court.system);
    const { unitId: theirs } = await court.foreignPhone('Q1-01', '510105');
    expect(await test.call(createEnrolment, { commandId, unitId: theirs }, court.system)).toEqual(
      refused('not_your_court'),
    );
  });

  it('a phone that was let go enrols anew with its old token still in hand', async () => {
    const { token } = await court.phone('A1-03');
    const held = (await test.must(readSession, {}, token)).caller.id;
    await test.must(createEnrolment, { commandId: newId(), unitId: held }, court.system);
    const { code: typed } = await test.must(
      createEnrolment,
      { commandId: newId(), unitId: held },
      court.system,
    );
    await test.must(enrolDevice, { commandId: newId(), code: typed, deviceName: '另一机' });
    const again = await code();
    expect(
      await callHttp(
        enrolDevice,
        { commandId: newId(), code: again, deviceName: '测试机' },
        { url: test.hub.consoleUrl, token },
      ),
    ).toMatchObject({ ok: true });
  });
});
