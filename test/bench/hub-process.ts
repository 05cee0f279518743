import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { callHttp } from '#renderer/client/http-call.ts';
import type { TestHub } from '#support/hub/test-hub.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const WITHIN_MS = 30_000;

/** The built hub as users run it, in a process and a folder of its own; both are gone when it is disposed. */
export type HubProcess = AsyncDisposable & Pick<TestHub, 'must'> & { url: string; dataDir: string };

type Ready = { type: 'ready'; consoleUrl: string; launchToken: string };

export async function openHubProcess(): Promise<HubProcess> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await openFolder(stack);
  const serve = [join(ROOT, 'dist', 'main', 'serve.js'), '--data', dataDir, '--port', '0', '--field-port', '0'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...serve], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  stack.defer(() => ended(child));
  const [ready] = (await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(WITHIN_MS) }),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the hub ended before it was ready (${code})`))),
  ])) as [Ready];
  const must: TestHub['must'] = async (endpoint, input, token = null) => {
    const result = await callHttp(endpoint, input, { url: ready.consoleUrl, token, launchToken: ready.launchToken });
    if (!result.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(result.error)}`);
    return result.value;
  };
  const owned = stack.move();
  return { url: ready.consoleUrl, dataDir, must, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** A folder on the disk that is measured, until the stack is disposed. */
export async function openFolder(stack: AsyncDisposableStack): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hengling-bench-'));
  stack.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

type Child = ReturnType<typeof spawn>;
const GRACE_MS = 10_000;

/** Ends a child of ours: asked first, then made to. */
export async function ended(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await exit;
  clearTimeout(kill);
}
