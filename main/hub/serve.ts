import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './data-dir.ts';
import { openHub } from './hub.ts';
import { logFault } from './log.ts';
import { StoreRefused } from './store/errors.ts';

/**
 * The hub alone under Node: for a court's server, a browser seat, and tests.
 *
 *   node main/hub/serve.ts [--data FOLDER] [--port N] [--field-port N] [--drill]
 *
 * It tells a parent process by message where it is and with which launch token, and ends when asked to, or when the
 * parent is gone.
 */
const USAGE = '用法 / usage: serve [--data FOLDER] [--port N] [--field-port N] [--drill]';

/** From source this file is in main/hub, built in dist/main: both two folders below the root. */
const root = resolve(import.meta.dirname, '..', '..');

function options() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'field-port': { type: 'string' },
      drill: { type: 'boolean', default: false },
    },
  });
  return {
    dataDir: values.data === undefined ? defaultDataDir() : resolve(values.data),
    pagesDir: join(root, 'dist', 'renderer'),
    resourcesDir: join(root, 'resources'),
    consolePort: portOf(values.port),
    ...(values['field-port'] === undefined ? {} : { fieldPort: portOf(values['field-port']) }),
    drill: values.drill,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`no port: ${text}`);
  return port;
}

async function main(): Promise<void> {
  const hub = await openHub(options());
  const { consoleUrl, fieldUrls, launchToken } = hub;
  let closing: PromiseLike<void> | undefined;
  const close = () => {
    closing ??= hub[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        logFault('close', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  process.on('disconnect', close);
  if (process.send) process.send({ type: 'ready', consoleUrl, fieldUrls, launchToken });
  else
    console.log(
      `${consoleUrl}/console.html#t=${launchToken}\n${fieldUrls.map((url) => `${url}/field.html`).join('\n')}`,
    );
}

/** What a person at the terminal can mend is said in a sentence; anything else with its stack. */
function sentenceOf(error: unknown): string | null {
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === 'EADDRINUSE')
    return `端口 ${port} 已被占用：请停止占用者，或另给一个端口\nport ${port} is taken: stop what holds it, or name another one`;
  return error instanceof StoreRefused || error instanceof TypeError ? (message ?? '') : null;
}

main().catch((error: unknown) => {
  const sentence = sentenceOf(error);
  if (sentence === null) logFault('hub_failed', error);
  else console.error(`${sentence}\n${USAGE}`);
  process.exit(1);
});
