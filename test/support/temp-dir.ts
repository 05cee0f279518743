import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of the running test's own, gone when the test is over. On the disk, not in memory: fsync has to mean something. */
export function tempDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `hengling-${name}-`));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
