import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertLocal, openForWriting, pragma } from '../../hub/store/sqlite-file.ts';
import type { Machine } from './machine.ts';

/** The folder itself, or the nearest one above it that is there. Looking makes no folder. */
function nearest(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : nearest(dirname(dir));
}

/** Opens a scratch database where the record is or would be, as the record is opened, and removes it. */
export function lookAtData(dir: string): Pick<Machine, 'data' | 'sqlite'> {
  const there = nearest(dir);
  const { bavail, bsize } = statfsSync(there);
  const data = { dir, local: isLocal(there), freeBytes: bavail * bsize };
  let scratch: string;
  try {
    scratch = mkdtempSync(join(there, '.doctor-'));
  } catch (error) {
    return { data: { ...data, writable: false }, sqlite: { refused: messageOf(error) } };
  }
  try {
    return { data: { ...data, writable: true }, sqlite: openAsRecord(join(scratch, 'scratch.db')) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isLocal(dir: string): boolean {
  try {
    assertLocal(dir);
    return true;
  } catch {
    return false; // the only thing it throws
  }
}

function openAsRecord(file: string): Machine['sqlite'] {
  try {
    const db = openForWriting({ file, migrations: [], durable: true, applicationId: 0 });
    const version = String(db.prepare('SELECT sqlite_version() AS v').get()?.['v']);
    const answer = {
      version,
      journal: String(pragma(db, 'journal_mode')),
      synchronous: Number(pragma(db, 'synchronous')),
    };
    db.close();
    return answer;
  } catch (error) {
    return { refused: messageOf(error) };
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
