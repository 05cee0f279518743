import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The built hub starts three times as fast as its source; it is taken when no source is newer. */
function serveFile(): string {
  const built = join(ROOT, 'dist/main/serve.js');
  if (!existsSync(built)) return join(ROOT, 'main/hub/serve.ts');
  const builtAt = statSync(built).mtimeMs;
  const sources = ['hub', 'domain', 'contracts'].flatMap((dir) => {
    const files = readdirSync(join(ROOT, 'main', dir), { recursive: true, withFileTypes: true });
    return files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  return sources.some((file) => statSync(file).mtimeMs > builtAt) ? join(ROOT, 'main/hub/serve.ts') : built;
}

/** A whole hub in a process of its own, as a court's server runs it. */
export type HubProcess = {
  consoleUrl: string;
  launchToken: string;
  pid: number;
  /** What it wrote to its log. */
  log: () => string;
  /** Processes that it started and that live now, its relay among them. Linux alone can say; elsewhere none. */
  children: () => number[];
  /** kill -9. Resolves when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end; its exit code. */
  end: () => Promise<number | null>;
};

type Ready = { type: 'ready'; consoleUrl: string; launchToken: string };

/** What was compiled once is not compiled at each of a hundred starts. The first that ends in peace fills it. */
const compileCache = () => join(tmpdir(), `hengling-compile-cache-${process.getuid?.() ?? ''}`);

/** Starts it on that folder; resolves when it is open, rejects with its log when it ends before. */
export async function startHubProcess(dataDir: string, port = 0): Promise<HubProcess> {
  const child: ChildProcess = fork(
    serveFile(),
    ['--data', dataDir, '--port', String(port), '--field-port', '0'],
    {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache() },
    },
  );
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message as Ready),
    exited.then(() => null),
  ]);
  if (!ready) throw new Error(`the hub ended before it was open:\n${log}`);
  return {
    consoleUrl: ready.consoleUrl,
    launchToken: ready.launchToken,
    pid: child.pid!,
    log: () => log,
    children: () => {
      const list = `/proc/${child.pid}/task/${child.pid}/children`;
      return existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    end: async () => {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}
