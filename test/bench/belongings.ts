import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a run has started or made, and takes away again: whoever opened it by disposing, or all at once when it is cut short. */
const children = new Set<ChildProcess>();
const folders = new Set<string>();

const GRACE_MS = 10_000;

/** Ends the child when disposed: asked first, then made to. */
export function own(child: ChildProcess): AsyncDisposable {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return {
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await exit;
      clearTimeout(kill);
    },
  };
}

/** A folder of its own beside other temporary ones, on the disk that is measured. */
export async function openFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'hengling-bench-'));
  folders.add(path);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true, maxRetries: 5 });
      folders.delete(path);
    },
  };
}

/** For a run that is interrupted: nothing is waited for. */
export function abandon(): void {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
