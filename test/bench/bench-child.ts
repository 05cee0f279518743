import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { own } from './belongings.ts';

/** A program of this folder in a process of its own, as the hub is. Its first message is `ready`; each ask gets one answer. */
export type BenchChild<Ready, Ask, Answer> = AsyncDisposable & {
  ready: Ready;
  ask: (ask: Ask) => Promise<Answer>;
};

/** @param threads for file and other blocking work */
export async function openChild<Ready, Ask extends object, Answer>(
  file: string,
  args: readonly string[] = [],
  threads = 4,
): Promise<BenchChild<Ready, Ask, Answer>> {
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(threads) };
  const child = fork(join(import.meta.dirname, file), args, { env });
  const ours = own(child);
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
    [Symbol.asyncDispose]: () => ours[Symbol.asyncDispose](),
  };
}
