import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file so that a reader, a crash or a full disk never sees half of it: beside its place, to the disk, renamed.
 *
 * @returns hex SHA-256 of the bytes.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<string> {
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return createHash('sha256').update(bytes).digest('hex');
}
