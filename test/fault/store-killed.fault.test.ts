import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openChain, type Chain, GENESIS } from '#hub/store/chain.ts';
import { openSqliteEventStore } from '#hub/store/sqlite-event-store.ts';
import { openLogReader } from '#hub/store/sqlite-log.ts';
import { RECORD_FILE } from '#hub/store/store-files.ts';
import { walkChain } from '#hub/store/verify-chain.ts';
import { seededRandom, seedOfRun } from '#support/faults/seeded-random.ts';
import { tempDir } from '#support/temp-dir.ts';

const KILLS = 100;
const CALLERS = 24;
const WRITER = join(import.meta.dirname, '../support/faults/store-writer.ts');

type Acknowledged = { commandId: string; seq: number; hash: string };

/** Runs the writer and kills it: `delayMs` after its first acknowledgement, or after its start for `early`. */
async function runAndKill(dir: string, delayMs: number, early: boolean): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [WRITER, dir, String(CALLERS)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const exited = once(child, 'close');
  if (!early) await Promise.race([once(child.stdout, 'data'), exited]);
  await sleep(delayMs);
  child.kill('SIGKILL');
  const [, signal] = (await exited) as [number | null, string | null];
  expect({ signal, complaint }).toEqual({ signal: 'SIGKILL', complaint: '' });
  // What stands after the last line end was cut off by the kill, and was acknowledged to nobody.
  const lines = out.split('\n').slice(0, -1);
  return lines.map((line) => {
    const [commandId = '', seq, hash = ''] = line.split(' ');
    return { commandId, seq: Number(seq), hash };
  });
}

/** Walks on from where the last check ended and looks for every acknowledged command. */
function check(
  file: string,
  from: { seq: number; hash: string },
  acknowledged: Acknowledged[],
  chain: Chain,
) {
  const log = openLogReader(file);
  try {
    const head = log.head();
    const walk = walkChain(chain, from);
    const hashes = new Map<number, string>();
    for (const row of log.page(from.seq, head.seq)) {
      expect(walk.check(row)).toBeUndefined();
      hashes.set(row.seq, row.hash);
    }
    expect(walk.at()).toEqual(head);
    for (const { commandId, seq, hash } of acknowledged) {
      expect({ seq, hash: hashes.get(seq) }).toEqual({ seq, hash });
      expect(log.answer(commandId)).toBeDefined();
    }
    return head;
  } finally {
    log.close();
  }
}

it(`loses nothing acknowledged and keeps its chain when its process is killed at ${KILLS} random moments`, async () => {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  const dir = tempDir('killed');
  const chain = await openChain();
  let head = { seq: 0, hash: GENESIS };
  let total = 0;
  for (let round = 0; round < KILLS; round++) {
    const early = round % 10 === 9;
    const acknowledged = await runAndKill(dir, random() * (early ? 250 : 80), early);
    total += acknowledged.length;
    if (existsSync(join(dir, RECORD_FILE))) head = check(join(dir, RECORD_FILE), head, acknowledged, chain);
  }
  console.log(`seed ${seed}: ${KILLS} kills, ${total} acknowledged commands, ${head.seq} records`);
  expect(total).toBeGreaterThan(KILLS);
  await using store = await openSqliteEventStore({ dir });
  expect(await store.verify()).toEqual({ ok: true, records: head.seq, head: head.hash });
});
