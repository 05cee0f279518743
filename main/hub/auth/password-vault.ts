import type { SecretStore } from '../ports.ts';
import type { Passwords } from './password.ts';

const KIND = 'password';

/** Password hashes by account, beside the record and never in it. */
export type PasswordVault = {
  set: (accountId: string, phc: string) => Promise<void>;
  /** False as well for an account without a password, and after as long a time. A right one of an old cost is hashed anew. */
  isRight: (accountId: string | null, password: string) => Promise<boolean>;
};

export function createPasswordVault(secrets: SecretStore, passwords: Passwords): PasswordVault {
  return {
    set: (accountId, phc) => secrets.put(KIND, accountId, phc),
    isRight: async (accountId, password) => {
      const phc = accountId === null ? null : await secrets.get(KIND, accountId);
      const right = await passwords.verify(password, phc);
      if (right && accountId !== null && phc !== null && passwords.isOutdated(phc))
        await secrets.put(KIND, accountId, await passwords.hash(password));
      return right;
    },
  };
}
