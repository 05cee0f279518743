import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChainReport } from '../hub/ports.ts';
import { defaultDataDir, drillDataDir } from '../hub/data-dir.ts';
import { openChain } from '../hub/store/chain.ts';
import { openLogReader } from '../hub/store/sqlite-log.ts';
import { RECORD_FILE } from '../hub/store/store-files.ts';
import { verifyLog } from '../hub/store/verify-chain.ts';

/**
 * Walks the hash chain of a hub's record, which may be in use meanwhile, and writes nothing.
 * Exit code 0: whole. 1: changed, the first bad record is named. 2: there was nothing to look at.
 *
 *   npm run verify [-- --data FOLDER] [--drill] [--head SEQ:HASH] [--json]
 *
 * `--head` compares with a head noted earlier, on paper or at the higher court: a record rewritten from end to end
 * has a whole chain, but not that one.
 */
const USAGE = '用法 / usage: npm run verify [-- --data FOLDER] [--drill] [--head SEQ:HASH] [--json]';

type Noted = { seq: number; hash: string };

function parseHead(text: string | undefined): Noted | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+):([0-9a-f]{64})$/i.exec(text);
  if (!match) throw new Error('--head: SEQ:HASH (64 hex digits)');
  return { seq: Number(match[1]), hash: match[2]!.toLowerCase() };
}

function options() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      drill: { type: 'boolean', default: false },
      head: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const data = values.data === undefined ? defaultDataDir() : resolve(values.data);
  return { dir: values.drill ? drillDataDir(data) : data, noted: parseHead(values.head), json: values.json };
}

async function verify(dir: string, noted: Noted | undefined): Promise<ChainReport> {
  const log = openLogReader(join(dir, RECORD_FILE));
  try {
    const report = await verifyLog(log, await openChain());
    if (!report.ok || !noted || noted.seq === 0) return report;
    const [row] = log.page(noted.seq - 1, 1);
    if (row?.seq === noted.seq && row.hash === noted.hash) return report;
    const reason = 'it is not the record whose head was noted: the log was rewritten at or before it';
    return {
      ok: false,
      records: report.records,
      firstBad: { seq: noted.seq, stream: row?.stream ?? '', reason },
    };
  } finally {
    log.close();
  }
}

function print(dir: string, report: ChainReport): void {
  console.log(`卷宗 / record   ${join(dir, RECORD_FILE)}`);
  console.log(`记录 / records  ${report.records}`);
  if (report.ok) {
    console.log(`链头 / head     ${report.records}:${report.head}`);
    console.log('完整 / whole: every record follows from the one before it');
    return;
  }
  const { seq, stream, reason } = report.firstBad;
  console.log(`首条异常 / first bad record: ${seq}${stream === '' ? '' : ` (${stream})`}: ${reason}`);
  console.log(
    '请勿改动该目录，另存副本后报审计管理员 / leave the folder as it is, copy it, tell the audit administrator',
  );
}

async function main(): Promise<number> {
  try {
    const { dir, noted, json } = options();
    if (!existsSync(join(dir, RECORD_FILE))) {
      const drill = existsSync(join(drillDataDir(dir), RECORD_FILE)) ? '; there is a drill: add --drill' : '';
      throw new Error(`no record in ${dir}: name its folder with --data${drill}`);
    }
    const report = await verify(dir, noted);
    if (json) console.log(JSON.stringify(report));
    else print(dir, report);
    return report.ok ? 0 : 1;
  } catch (error) {
    console.error(
      `未能校验 / could not verify: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
    );
    return 2;
  }
}

process.exitCode = await main();
