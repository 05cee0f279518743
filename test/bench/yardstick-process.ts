import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ended } from './hub-process.ts';

/** A yardstick in a process of its own, as the hub is. Its first message is what `ready` is; each ask gets one answer. */
export type Yardstick<Ready, Ask, Answer> = AsyncDisposable & { ready: Ready; ask: (ask: Ask) => Promise<Answer> };

/** @param file of this folder @param threads for file and other blocking work */
export async function openYardstick<Ready, Ask extends object, Answer>(
  file: string,
  args: readonly string[] = [],
  threads = 4,
): Promise<Yardstick<Ready, Ask, Answer>> {
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(threads) };
  const child = fork(join(import.meta.dirname, file), args, { env });
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended (${code})`)));
  gone.catch(() => undefined); // at our own end nobody waits for it
  const next = async <T>() => ((await Promise.race([once(child, 'message'), gone])) as [T])[0];
  return {
    ready: await next<Ready>(),
    ask: async (ask) => {
      const answer = next<Answer>();
      child.send(ask);
      return answer;
    },
    [Symbol.asyncDispose]: () => ended(child),
  };
}
