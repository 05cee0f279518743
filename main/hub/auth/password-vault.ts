import type { Result } from '#contracts/errors.ts';
import type { EventStore, SecretStore } from '../ports.ts';
import type { Passwords } from './password.ts';

const KIND = 'password';
/** Laid ready for a command that is being carried out. */
const READY = 'password-ready';

type New = readonly [accountId: string, phc: string];

/** Password hashes by account, beside the record and never in it. */
export type PasswordVault = {
  /**
   * Does the work of a command that comes with passwords, and sets them when it was carried out. They are laid ready
   * first: the record and the secrets are two files, and a hub that dies between them finishes when it is opened again.
   */
  setWith: <T>(
    commandId: string,
    passwords: readonly New[],
    work: () => Promise<Result<T>>,
  ) => Promise<Result<T>>;
  /** False as well for an account without a password, and after as long a time. A right one of an old cost is hashed anew. */
  isRight: (accountId: string | null, password: string) => Promise<boolean>;
};

type Ports = { store: Pick<EventStore, 'answerOf'>; secrets: SecretStore; passwords: Passwords };

export async function openPasswordVault({ store, secrets, passwords }: Ports): Promise<PasswordVault> {
  const setAll = async (commandId: string, some: readonly New[]) => {
    for (const [accountId, phc] of some) await secrets.put(KIND, accountId, phc);
    await secrets.remove(READY, commandId);
  };

  for (const { id, value } of await secrets.list(READY)) {
    const carriedOut = (await store.answerOf(id)) !== undefined;
    await setAll(id, carriedOut ? (JSON.parse(value) as New[]) : []);
  }

  return {
    setWith: async (commandId, some, work) => {
      await secrets.put(READY, commandId, JSON.stringify(some));
      const done = await work();
      await setAll(commandId, done.ok ? some : []);
      return done;
    },
    isRight: async (accountId, password) => {
      const phc = accountId === null ? null : await secrets.get(KIND, accountId);
      const right = await passwords.verify(password, phc);
      if (right && accountId !== null && phc !== null && passwords.isOutdated(phc))
        await secrets.put(KIND, accountId, await passwords.hash(password));
      return right;
    },
  };
}
