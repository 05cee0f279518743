/**
 * A process to be killed: appends through the real store from many callers at once, and says on its standard output
 * what was acknowledged: `commandId seq hash`, a line each, before the next append of that caller starts.
 *
 *   node store-writer.ts DIR CALLERS
 */
import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '#hub/store/sqlite-event-store.ts';

const [dir = '', callers = '1'] = process.argv.slice(2);
const store = await openSqliteEventStore({ dir });
const { seq } = await store.head();

async function call(caller: number): Promise<never> {
  const stream = `caller/${seq}-${caller}`;
  for (let expected = 0; ;) {
    const events = Array.from({ length: 1 + (expected % 3) }, (_, n) => ({
      type: 'noted',
      text: '现场已到达，门锁完好，被执行人不在场。'.repeat(1 + (n % 4)),
    }));
    const commandId = randomUUID();
    const writes = [{ stream, expected, events }];
    const result = await store.append({
      commandId,
      actor: 'load',
      at: new Date().toISOString(),
      answer: { expected },
      writes,
    });
    if (result.status !== 'appended') throw new Error(`a writer of its own stream got ${result.status}`);
    const last = result.events.at(-1)!;
    expected += events.length;
    process.stdout.write(`${commandId} ${last.seq} ${last.hash}\n`); // synchronous for a pipe on POSIX
  }
}

await Promise.all(Array.from({ length: Number(callers) }, (_, caller) => call(caller)));
