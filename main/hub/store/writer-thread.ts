import { Worker } from 'node:worker_threads';
import { workerFile } from '../worker-file.ts';
import { errorOf, StoreUnavailable } from './errors.ts';
import type { WriterReply, WriterRequest, WriterSettings } from './writer-protocol.ts';

type Asked = WriterRequest extends infer R ? (R extends WriterRequest ? Omit<R, 'id'> : never) : never;

/** The hub's end of the line to the writer's thread. Every request is answered, or rejected when the thread is gone. */
export type WriterThread = { ask: (request: Asked) => Promise<WriterReply>; close: () => Promise<void> };

/** @throws StoreRefused | StoreUnavailable when the record cannot be opened. */
export async function startWriter(settings: WriterSettings): Promise<WriterThread> {
  const worker = new Worker(workerFile(import.meta.url, './writer-worker.ts'), { workerData: settings });
  const waiting = new Map<
    number,
    { resolve: (reply: WriterReply) => void; reject: (error: Error) => void }
  >();
  let lastId = 0;
  let gone: Error | undefined;

  const end = (error: Error) => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      end(new StoreUnavailable(`the writer of the record ended (${code}): restart the hub`));
      resolve();
    });
  });
  worker.on('error', (cause) =>
    end(new StoreUnavailable('the writer of the record failed: restart the hub', { cause })),
  );

  const opened = new Promise<WriterReply>((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (reply: WriterReply) => {
    const id = reply.kind === 'ready' ? 0 : reply.id;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (reply.kind === 'fault') asker?.reject(errorOf(reply.fault));
    else asker?.resolve(reply);
  });

  const ask = (request: Asked) =>
    new Promise<WriterReply>((resolve, reject) => {
      if (gone) return reject(gone);
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });

  await opened;
  return {
    ask,
    close: async () => {
      if (!gone) await ask({ kind: 'close' });
      await ended;
    },
  };
}
