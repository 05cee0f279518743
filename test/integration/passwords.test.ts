import { expect, it, vi } from 'vitest';
import { openPasswords, PasswordsBusy } from '#hub/auth/password.ts';

it('hashes and verifies in threads of its own, while this thread goes on', async () => {
  await using passwords = await openPasswords();
  const phc = await passwords.hash('庭审Abc123!');
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const results = await Promise.all([
    passwords.verify('庭审Abc123!', phc),
    passwords.verify('wrong', phc),
    ...Array.from({ length: 4 }, () => passwords.verify('庭审Abc123!', null)),
  ]);
  clearInterval(timer);
  expect(results).toEqual([true, false, false, false, false, false]);
  expect(turns).toBeGreaterThan(2);
  expect(passwords.isOutdated(phc)).toBe(false);
});

it('refuses what waits when it is closed', async () => {
  const passwords = await openPasswords();
  const waiting = Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash('x')));
  await passwords[Symbol.asyncDispose]();
  const settled = await waiting;
  expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
  await expect(passwords.hash('x')).rejects.toThrow('closed');
});

it('refuses rather than keep hundreds waiting', async () => {
  const passwords = await openPasswords();
  const refusals: unknown[] = [];
  const many = Array.from({ length: 510 }, () =>
    passwords.verify('x', null).catch((error) => refusals.push(error)),
  );
  await vi.waitFor(() => expect(refusals.length).toBeGreaterThan(0));
  expect(refusals[0]).toBeInstanceOf(PasswordsBusy);
  await passwords[Symbol.asyncDispose]();
  await Promise.all(many);
  expect(refusals).toHaveLength(510);
});
