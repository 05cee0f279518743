import { existsSync } from 'node:fs';

/**
 * Finds the file of a worker thread. From source it is the `.ts` beside the asker. In the bundle it is a `.js` of its own
 * name in the top folder, while the asker may have landed in a chunk below it.
 *
 * @param from the asker's `import.meta.url`
 * @param source the worker's file, relative to the asker, as `./writer-worker.ts`
 */
export function workerFile(from: string, source: string): URL {
  if (from.endsWith('.ts')) return new URL(source, from);
  const built = source.replace(/^.*\//, './').replace(/\.ts$/, '.js');
  const beside = new URL(built, from);
  return existsSync(beside) ? beside : new URL(`.${built}`, from);
}
