import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Passwords } from '#hub/auth/password.ts';
import { drillPasswords } from '#hub/drill/drill-passwords.ts';
import { drillScenario } from '#hub/drill/start-drill.ts';

const resources = resolve(import.meta.dirname, '../../../../../resources');

it('works on the password that all drill accounts share once, and on any other each time', async () => {
  const hashed: string[] = [];
  const slow = {
    hash: async (password: string) => `${password} ${hashed.push(password)}`,
  } as unknown as Passwords;
  const passwords = drillPasswords(slow, resources);
  const { password: shared } = drillScenario(resources);
  const answers = await Promise.all([shared, 'Another#2026', shared, 'Another#2026'].map(passwords.hash));
  expect(hashed).toEqual([shared, 'Another#2026', 'Another#2026']);
  expect(answers[0]).toBe(answers[2]);
});
