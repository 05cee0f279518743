import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, so small that a test can fill it. */
export type SmallDisk = Disposable & {
  dir: string;
  /** Takes all of it but so many bytes. */
  fill: (leave: number) => void;
  /** Gives back what `fill` took. */
  empty: () => void;
};

/** Null where this process may not mount one: it takes root on Linux. */
export function openSmallDisk(megabytes: number): SmallDisk | null {
  const at = mkdtempSync(join(tmpdir(), 'hengling-disk-'));
  const mounted =
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at]).status === 0;
  if (!mounted) {
    rmSync(at, { recursive: true });
    return null;
  }
  const ballast = join(at, 'ballast');
  return {
    dir: join(at, 'data'),
    fill: (leave) => {
      const { bavail, bsize } = statfsSync(at);
      const file = openSync(ballast, 'a');
      const block = Buffer.alloc(bsize);
      for (let left = bavail * bsize - leave; left >= bsize; left -= bsize) writeSync(file, block);
      fsyncSync(file);
      closeSync(file);
    },
    empty: () => truncateSync(ballast),
    [Symbol.dispose]: () => {
      spawnSync('umount', [at]);
      rmSync(at, { recursive: true, force: true });
    },
  };
}
