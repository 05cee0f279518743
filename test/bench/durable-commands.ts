import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sendMessage } from '#contracts/message.ts';
import { RECORD_FILE } from '#hub/store/store-files.ts';
import { foundTestCourt, newId } from '#support/hub/test-hub.ts';
import { openFolder } from './belongings.ts';
import { type BenchLine, openLine } from './bench-line.ts';
import type { DiskAnswer, DiskAsk } from './disk-loop.ts';
import { type Figure, figure } from './figure.ts';
import { openHubProcess } from './hub-process.ts';
import { median, shuffled } from './statistics.ts';
import { openChild } from './bench-child.ts';

const AT_ONCE = [1, 32] as const;
const PHONES = 32;
const ROUNDS = 9;
const ROUND_MS = 1_000;
const TEXT = '已到达现场东门，大门锁闭，屋内有人应答；请示是否通知锁匠到场，并请求增派两名法警协助警戒。';

/** Phones write to their command center, where one seat watches; each command is answered when it is on disk. */
export async function measureDurableCommands(): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const hub = stack.use(await openHubProcess());
  const folder = stack.use(await openFolder());
  const disk = stack.use(
    await openChild<unknown, DiskAsk, DiskAnswer>('disk-loop.ts', [folder.path], Math.max(...AT_ONCE)),
  );
  const court = await foundTestCourt(hub);
  stack.use(await openLine(hub.url, await court.seat('operator')));
  const phones: BenchLine[] = [];
  for (let n = 1; n <= PHONES; n++)
    phones.push(stack.use(await openLine(hub.url, (await court.phone(`B1-${n}`)).token)));

  const ofHub = async (atOnce: number): Promise<number> => {
    const begun = performance.now();
    let done = 0;
    const free = [...phones];
    const loop = async () => {
      while (performance.now() < begun + ROUND_MS) {
        const phone = free.shift()!;
        await phone.call(sendMessage, {
          commandId: newId(),
          messageId: newId(),
          operationId: null,
          unitIds: [],
          kind: 'note',
          replyTo: null,
          text: TEXT,
          occurredAt: new Date().toISOString(),
        });
        free.push(phone);
        done++;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, loop));
    return (done / (performance.now() - begun)) * 1000;
  };
  for (const atOnce of AT_ONCE) await ofHub(atOnce); // the first ones pay for compiling

  const sizeBytes = meanRowBytes(hub.dataDir);
  const ofDisk = async (loops: number): Promise<number> => {
    const { writes, tookMs } = await disk.ask({ loops, sizeBytes, forMs: ROUND_MS });
    return (writes / tookMs) * 1000;
  };
  for (const atOnce of AT_ONCE) await ofDisk(atOnce);

  const rates = new Map(AT_ONCE.map((atOnce) => [atOnce, { hub: [] as number[], disk: [] as number[] }]));
  for (let round = 0; round < ROUNDS; round++) {
    const turns = AT_ONCE.flatMap((atOnce) => [
      { atOnce, of: 'hub' as const },
      { atOnce, of: 'disk' as const },
    ]);
    for (const { atOnce, of } of shuffled(turns))
      rates.get(atOnce)![of].push(await (of === 'hub' ? ofHub : ofDisk)(atOnce));
  }
  return AT_ONCE.map((atOnce) => {
    const { hub: product, disk: raw } = rates.get(atOnce)!;
    return figure(`durable_commands_${atOnce}`, 'commands/s', median(product), median(raw));
  });
}

/** What one event takes in the record, without the database's own overhead. */
function meanRowBytes(dataDir: string): number {
  const record = new DatabaseSync(join(dataDir, RECORD_FILE), { readOnly: true });
  const row = record
    .prepare(
      `SELECT avg(16 + octet_length(stream) + octet_length(type) + octet_length(at) + octet_length(actor) + octet_length(command_id)
      + octet_length(body) + octet_length(prev) + octet_length(hash) + octet_length(sm3)) AS size FROM events WHERE type = 'message_sent'`,
    )
    .get();
  record.close();
  return Math.round(Number(row?.['size']));
}
