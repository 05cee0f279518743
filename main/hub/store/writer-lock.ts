import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreRefused } from './errors.ts';

/**
 * Keeps a second hub out of the folder. The operating system gives the lock back when the process ends, however it
 * ends; a file with a process id in it would outlive a kill.
 * @returns what releases it. @throws StoreRefused while another process holds it.
 */
export function lockForWriting(dir: string): () => void {
  const file = join(dir, 'writer.lock');
  closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { errcode?: number }).errcode !== 5) throw error; // SQLITE_BUSY
    throw new StoreRefused(
      'in_use',
      `another hub has the record in ${dir} open: use that one, or close it first`,
    );
  }
  return () => db.close();
}
