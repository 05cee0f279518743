import { closeSync, openSync, statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreRefused } from './errors.ts';

/** Before 3.51.3 a WAL that is reset at the wrong moment corrupts the file (sqlite.org/wal.html, "the WAL-reset bug"). */
const OLDEST_SQLITE = '3.51.3';
const FULL = 2;

export type SqliteFile = {
  file: string;
  /** SQL in order; the count that was run is the file's `user_version`. */
  migrations: readonly string[];
  /** Off only for what may be lost in a power cut: positions. */
  durable: boolean;
  /** Four bytes that say whose file it is (`PRAGMA application_id`). */
  applicationId: number;
};

/**
 * Opens a database for writing: readable by its owner alone, WAL, every commit on disk before it returns.
 * @throws StoreRefused when what SQLite says of itself is not what was asked of it.
 */
export function openForWriting({ file, migrations, durable, applicationId }: SqliteFile): DatabaseSync {
  closeSync(openSync(file, 'a', 0o600)); // SQLite gives -wal and -shm the mode of the file
  const db = new DatabaseSync(file, { timeout: 5000 });
  try {
    assertVersion(db);
    const level = durable ? FULL : 1;
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${level}; PRAGMA recursive_triggers = ON;`);
    if (pragma(db, 'journal_mode') !== 'wal')
      throw notDurable(`its journal mode is ${pragma(db, 'journal_mode')}, not wal`);
    if (pragma(db, 'synchronous') !== level)
      throw notDurable(`synchronous is ${pragma(db, 'synchronous')}, not ${level}`);
    migrate(db, file, migrations, applicationId);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a database that this or another process writes. Never writes, never waits for the writer. */
export function openForReading(file: string): DatabaseSync {
  return new DatabaseSync(file, { readOnly: true, timeout: 5000 });
}

export function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function notDurable(what: string): StoreRefused {
  return new StoreRefused(
    'not_durable',
    `the record would not survive a power cut: ${what}. Move it to a local disk`,
  );
}

function assertVersion(db: DatabaseSync): void {
  const version = String(db.prepare('SELECT sqlite_version() AS v').get()?.['v']);
  if (version.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) < 0) {
    throw new StoreRefused(
      'old_sqlite',
      `SQLite ${version} can damage the record; ${OLDEST_SQLITE} is needed: update Node`,
    );
  }
}

function migrate(db: DatabaseSync, file: string, migrations: readonly string[], applicationId: number): void {
  const done = Number(pragma(db, 'user_version'));
  const owner = Number(pragma(db, 'application_id'));
  const used = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']) > 0;
  if (used && owner !== applicationId) {
    throw new StoreRefused(
      'not_ours',
      `${file} is a database of another program: choose another data folder`,
    );
  }
  if (done > migrations.length) {
    throw new StoreRefused(
      'too_new',
      `${file} was written by a newer version (${done}): update this program`,
    );
  }
  migrations.slice(done).forEach((sql, index) => {
    const to = done + index + 1;
    db.exec(
      `BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${to}; PRAGMA application_id = ${applicationId}; COMMIT;`,
    );
  });
}

/** Linux `statfs(2)` numbers of file systems on which a WAL is unsafe: NFS, SMB, CIFS, SMB2, AFS, CEPH, NCP. */
const REMOTE = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x564c]);

/** @throws StoreRefused for a folder known to be on another machine. A drive letter mapped to a share is not seen. */
export function assertLocal(dir: string): void {
  const remote =
    process.platform === 'win32'
      ? /^[\\/]{2}(?![.?])/.test(resolve(dir))
      : process.platform === 'linux'
        ? REMOTE.has(Number(statfsSync(dir, { bigint: true }).type & 0xffffffffn))
        : false;
  if (remote) {
    throw new StoreRefused(
      'network_drive',
      `${dir} is on a network drive, where the record can be damaged: use a local disk`,
    );
  }
}
