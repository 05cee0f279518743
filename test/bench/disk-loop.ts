import { fdatasync, fdatasyncSync, openSync, write, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The yardstick of durable commands, in a process of its own: write + fdatasync of the same bytes, over and over, on
 * growing files. One loop blocks its thread and so pays for nothing but the disk; several run on threads of their own.
 */
export type DiskAsk = { loops: number; sizeBytes: number; forMs: number };
export type DiskAnswer = { writes: number; tookMs: number };

const [writeAsync, syncAsync] = [promisify(write), promisify(fdatasync)];
const folder = process.argv[2];
if (folder === undefined) throw new TypeError('disk-loop wants a folder');
let files = 0;
const fresh = () => openSync(join(folder, `loop-${++files}`), 'a');

function alone(bytes: Buffer, until: number): number {
  const file = fresh();
  let writes = 0;
  for (; performance.now() < until; writes++) {
    writeSync(file, bytes);
    fdatasyncSync(file);
  }
  return writes;
}

async function together(loops: number, bytes: Buffer, until: number): Promise<number> {
  let writes = 0;
  const loop = async () => {
    const file = fresh();
    for (; performance.now() < until; writes++) {
      await writeAsync(file, bytes);
      await syncAsync(file);
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return writes;
}

process.on('message', ({ loops, sizeBytes, forMs }: DiskAsk) => {
  const bytes = Buffer.alloc(sizeBytes, 'x');
  const begun = performance.now();
  const run = async () => (loops === 1 ? alone(bytes, begun + forMs) : together(loops, bytes, begun + forMs));
  void run().then((writes) =>
    process.send?.({ writes, tookMs: performance.now() - begun } satisfies DiskAnswer),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({});
