import { safeStorage } from 'electron';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ShellRefusal } from './shell-refusal.ts';
import { writeWhole } from './write-whole.ts';

export type Secrets = {
  available(): Promise<boolean>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
};

/**
 * Small secrets of this seat, sealed by the OS key store, a file each in `folder`. Where Electron would fall back to a
 * key that anybody can read (`basic_text`), nothing is kept: better asked again than believed safe.
 * Names are checked by `SHELL_INPUTS` and so are file names too.
 */
export function createSecrets(folder: string): Secrets {
  const fileOf = (name: string) => join(folder, `${name}.sealed`);
  return {
    available: hasRealKeyStore,
    async get(name) {
      const sealed = await readIfThere(fileOf(name));
      if (sealed === null) return null;
      if (!(await hasRealKeyStore())) throw new ShellRefusal('no_secret_store');
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
        if (shouldReEncrypt) await writeWhole(fileOf(name), await safeStorage.encryptStringAsync(result));
        return result;
      } catch (error) {
        throw new ShellRefusal('secret_unreadable', { cause: error });
      }
    },
    async set(name, value) {
      if (!(await hasRealKeyStore())) throw new ShellRefusal('no_secret_store');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(fileOf(name), await safeStorage.encryptStringAsync(value));
    },
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}

async function hasRealKeyStore(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (process.platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
