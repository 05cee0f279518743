import type { ChainReport } from '../ports.ts';
import type { Head, Row } from './append-plan.ts';
import { GENESIS, type Chain } from './chain.ts';

/** Checks rows in order, each against the one before it; keeps the place between pages. */
export type ChainWalk = {
  at: () => Head;
  /** Undefined while all is well, otherwise the first bad record. */
  check: (row: Row) => FirstBad | undefined;
};

type FirstBad = { seq: number; stream: string; reason: string };

/** @param from the record before the first one to be checked; nothing checks that one. */
export function walkChain(chain: Chain, from: Head = { seq: 0, hash: GENESIS }): ChainWalk {
  let head = from;
  return {
    at: () => head,
    check: (row) => {
      const { seq, stream } = row;
      const bad = (reason: string) => ({ seq, stream, reason });
      if (seq !== head.seq + 1) {
        return {
          seq: head.seq + 1,
          stream: '',
          reason: `record ${head.seq + 1} is missing; the next one there is ${seq}`,
        };
      }
      const { hash, sm3 } = chain.link(row.prev, row);
      if (hash !== row.hash) return bad('its content is not what its SHA-256 was made of');
      if (row.prev !== head.hash)
        return bad(`it does not follow record ${head.seq}: another one stood before it`);
      if (sm3 !== row.sm3) return bad('its content is not what its SM3 was made of');
      head = { seq, hash };
      return undefined;
    },
  };
}

const PAGE = 500;

/** What a walk needs of a log. `page` gives rows with `seq > after` in order, none at the end. */
export type WalkedLog = { head: () => Head; page: (after: number, limit: number) => Row[] };

/**
 * Walks the whole chain and then compares where it ended with the head noted beside it, which shows a cut tail.
 * Records appended after the call are left for the next walk. Gives other work a turn after every page.
 */
export async function verifyLog(
  log: WalkedLog,
  chain: Chain,
  onProgress?: (done: number, total: number) => void,
): Promise<ChainReport> {
  const noted = log.head();
  const walk = walkChain(chain);
  let size = PAGE;
  while (walk.at().seq < noted.seq) {
    const done = walk.at().seq;
    const rows = readPage(log, done, Math.min(size, noted.seq - done));
    if (rows instanceof Error && size > 1) {
      size = 1; // one by one from here, to say which
      continue;
    }
    if (rows instanceof Error) return badAfter(walk.at(), `it cannot be read: ${rows.message}`);
    if (rows.length === 0) break;
    for (const row of rows) {
      const firstBad = walk.check(row);
      if (firstBad) return { ok: false, records: walk.at().seq, firstBad };
    }
    onProgress?.(walk.at().seq, noted.seq);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const end = walk.at();
  if (end.seq < noted.seq) {
    return badAfter(
      end,
      `the log ends before it, but ${noted.seq} records were written: its tail is cut off`,
    );
  }
  if (end.hash !== noted.hash) {
    const reason = 'it is not the record that the head was noted for';
    return { ok: false, records: end.seq, firstBad: { seq: end.seq, stream: '', reason } };
  }
  return { ok: true, records: end.seq, head: end.hash };
}

function badAfter(end: Head, reason: string): ChainReport {
  return { ok: false, records: end.seq, firstBad: { seq: end.seq + 1, stream: '', reason } };
}

const SQLITE_CORRUPT = 11;

/** A damaged file is a finding, not a fault; anything else that fails is thrown. */
function readPage(log: WalkedLog, after: number, limit: number): Row[] | Error {
  try {
    return log.page(after, limit);
  } catch (error) {
    const code = (error as { errcode?: number }).errcode ?? 0;
    if (error instanceof Error && (code & 0xff) === SQLITE_CORRUPT) return error;
    throw error;
  }
}
