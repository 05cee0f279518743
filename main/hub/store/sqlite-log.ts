import type { DatabaseSync } from 'node:sqlite';
import { planAppends, type Head, type PlainAppend, type Plan, type Row } from './append-plan.ts';
import { GENESIS, type Chain } from './chain.ts';
import { StoreRefused } from './errors.ts';
import { RECORD } from './migrations/0001-record.ts';
import { openForReading, openForWriting } from './sqlite-file.ts';
import { walkChain, type WalkedLog } from './verify-chain.ts';

/** 'HLR1' */
const APPLICATION_ID = 0x484c5231;
/** How many of the last links are checked before the log is written to. The whole is what `verify` is for. */
const CHECKED_AT_START = 1000;
const REMEMBERED_STREAMS = 50_000;

type Columns = {
  seq: number;
  stream: string;
  version: number;
  type: string;
  at: string;
  actor: string;
  command_id: string;
  body: string;
  prev: Uint8Array;
  hash: Uint8Array;
  sm3: Uint8Array;
};

const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
const bytes = (text: string) => Buffer.from(text, 'hex');

function rowOf(columns: Columns): Row {
  const { command_id: commandId, prev, hash, sm3, ...rest } = columns;
  return { ...rest, commandId, prev: hex(prev), hash: hex(hash), sm3: hex(sm3) };
}

/** Reading side. Each statement runs to its end at once: no read transaction is held, so the WAL can be reset. */
export type LogReader = WalkedLog & {
  stream: (stream: string) => Row[];
  answer: (commandId: string) => string | undefined;
  close: () => void;
};

export function openLogReader(file: string): LogReader {
  return logReader(openForReading(file));
}

export function logReader(db: DatabaseSync): LogReader {
  const page = db.prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?');
  const stream = db.prepare('SELECT * FROM events WHERE stream = ? ORDER BY version');
  const answer = db.prepare('SELECT answer FROM commands WHERE id = ?');
  const head = db.prepare('SELECT seq, hash FROM head');
  return {
    head: () => {
      const row = head.get() as { seq: number; hash: Uint8Array } | undefined;
      return row ? { seq: row.seq, hash: hex(row.hash) } : { seq: 0, hash: GENESIS };
    },
    page: (after, limit) => (page.all(after, limit) as unknown as Columns[]).map(rowOf),
    stream: (name) => (stream.all(name) as unknown as Columns[]).map(rowOf),
    answer: (commandId) => answer.get(commandId)?.['answer'] as string | undefined,
    close: () => db.close(),
  };
}

/** Writing side; one for a file, in one thread. `append` returns when the whole batch is on disk, or throws and kept nothing. */
export type LogWriter = { append: (batch: readonly PlainAppend[]) => Plan; close: () => void };

/** @throws StoreRefused when the file is not safe to write to, or its last links are broken. */
export function openLogWriter(file: string, chain: Chain, maxPages?: number): LogWriter {
  const db = openForWriting({ file, migrations: [RECORD], durable: true, applicationId: APPLICATION_ID });
  try {
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    return logWriter(db, chain);
  } catch (error) {
    db.close();
    throw error;
  }
}

function logWriter(db: DatabaseSync, chain: Chain): LogWriter {
  const reader = logReader(db);
  assertTail(reader, chain);

  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const version = db.prepare('SELECT max(version) AS v FROM events WHERE stream = ?');
  const event = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const command = db.prepare('INSERT INTO commands VALUES (?, ?, ?, ?)');
  const moveHead = db.prepare('UPDATE head SET seq = ?, hash = ?');
  /** Only what is on disk gets in here. */
  const versions = new Map<string, number>();
  let head = reader.head();

  const versionOf = (stream: string) => versions.get(stream) ?? Number(version.get(stream)?.['v'] ?? 0);

  const write = ({ rows, commands, head: reached }: Plan) => {
    for (const r of rows) {
      event.run(
        r.seq,
        r.stream,
        r.version,
        r.type,
        r.at,
        r.actor,
        r.commandId,
        r.body,
        bytes(r.prev),
        bytes(r.hash),
        bytes(r.sm3),
      );
    }
    for (const { id, first, last, answer } of commands) command.run(id, first, last, answer);
    if (rows.length > 0) moveHead.run(reached.seq, bytes(reached.hash));
  };

  return {
    append: (batch) => {
      const plan = planAppends(batch, { head, versionOf, answerOf: reader.answer }, chain);
      if (plan.commands.length === 0) return plan;
      begin.run();
      try {
        write(plan);
        commit.run();
      } catch (error) {
        if (db.isTransaction) rollback.run(); // a full disk rolls back by itself
        throw error;
      }
      head = plan.head;
      if (versions.size > REMEMBERED_STREAMS) versions.clear();
      for (const [stream, reached] of plan.versions) versions.set(stream, reached);
      return plan;
    },
    close: () => db.close(),
  };
}

/** A log with a broken end would go on from a lie. */
function assertTail(reader: LogReader, chain: Chain): void {
  const head: Head = reader.head();
  const after = Math.max(0, head.seq - CHECKED_AT_START);
  const rows = reader.page(after, CHECKED_AT_START + 1);
  const walk = walkChain(chain, { seq: after, hash: rows[0]?.prev ?? GENESIS });
  for (const row of rows) {
    const bad = walk.check(row);
    if (bad) throw damaged(`record ${bad.seq}: ${bad.reason}`);
  }
  if (walk.at().seq !== head.seq || walk.at().hash !== head.hash) {
    throw damaged(`it ends at record ${walk.at().seq}, its head says ${head.seq}`);
  }
}

function damaged(what: string): StoreRefused {
  const mend = 'run `npm run verify`, keep this folder as it is, and start from a backup in another one';
  return new StoreRefused('damaged', `the record has been changed: ${what}; ${mend}`);
}
