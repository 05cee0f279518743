import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { callHttp } from '#renderer/client/http-call.ts';
import type { TestHub } from '#support/hub/test-hub.ts';
import { openFolder, own } from './belongings.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const WITHIN_MS = 30_000;

/** The built hub as users run it, in a process of its own. */
export type HubProcess = AsyncDisposable & Pick<TestHub, 'must'> & { url: string; dataDir: string };

type Ready = { type: 'ready'; consoleUrl: string; launchToken: string };

/** @param folder for its record; without one it gets one that goes with it */
export async function openHubProcess(folder?: string): Promise<HubProcess> {
  await using stack = new AsyncDisposableStack();
  const dataDir = folder ?? stack.use(await openFolder()).path;
  const serve = [
    join(ROOT, 'dist', 'main', 'serve.js'),
    '--data',
    dataDir,
    '--port',
    '0',
    '--field-port',
    '0',
  ];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...serve], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  stack.use(own(child));
  const [ready] = (await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(WITHIN_MS) }),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the hub ended before it was ready (${code})`)),
    ),
  ])) as [Ready];
  const must: TestHub['must'] = async (endpoint, input, token = null) => {
    const result = await callHttp(endpoint, input, {
      url: ready.consoleUrl,
      token,
      launchToken: ready.launchToken,
    });
    if (!result.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const owned = stack.move();
  return { url: ready.consoleUrl, dataDir, must, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
