import type { Passwords } from '../auth/password.ts';
import { drillScenario } from './start-drill.ts';

/**
 * The password of every drill account is one, and its sign-in page shows it: worked on once, not once an account, so
 * that a drill is ready in a second. Any other password is hashed like anybody's.
 */
export function drillPasswords(passwords: Passwords, resourcesDir: string): Passwords {
  const { password: shared } = drillScenario(resourcesDir);
  let hashed: Promise<string> | undefined;
  return {
    ...passwords,
    hash: (password) =>
      password === shared ? (hashed ??= passwords.hash(password)) : passwords.hash(password),
  };
}
