import { execFile } from 'node:child_process';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { findElectron } from '../../launch/electron-binary.mjs';
import { lookAtBrowser } from './look-at-browser.ts';
import { lookAtData } from './look-at-data.ts';
import type { Machine } from './machine.ts';

const run = promisify(execFile);
const LIMIT_MS = 5_000;
const HELLO_MS = 1_500;
const root = resolve(import.meta.dirname, '../../..');

/** Looks at this machine. Changes nothing that stays, and waits for nobody longer than twenty seconds. */
export async function lookAtMachine(dataDir: string, fieldPort: number): Promise<Machine> {
  const [browser, relayFault, chineseFonts, port, synchronised] = await Promise.all([
    lookAtBrowser(),
    loadRelayModule(),
    listChineseFonts(),
    tryPort(fieldPort),
    followsTimeServer(),
  ]);
  return {
    platform: process.platform,
    arch: process.arch,
    node: process.versions.node,
    memoryBytes: totalmem(),
    ...lookAtData(dataDir),
    electron: findElectron(root),
    ...browser,
    relayFault,
    chineseFonts,
    fieldPort: { port: fieldPort, state: port },
    clock: {
      now: Date.now(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      synchronised,
    },
  };
}

async function loadRelayModule(): Promise<string | null> {
  try {
    await import('node-datachannel');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Null on Windows and macOS, which bring theirs. A Linux without fontconfig shows none. */
async function listChineseFonts(): Promise<string[] | null> {
  if (process.platform !== 'linux') return null;
  const answer = await run('fc-list', [':lang=zh-cn', 'family'], { timeout: LIMIT_MS }).catch(() => null);
  if (answer === null) return [];
  const families = answer.stdout.split('\n').map((line) => line.split(',')[0]!.trim());
  return [...new Set(families.filter((name) => name !== ''))].sort();
}

async function tryPort(port: number): Promise<Machine['fieldPort']['state']> {
  const code = await new Promise<string | null>((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen({ port, exclusive: true }, () => server.close(() => done(null)));
  });
  if (code === null) return 'free';
  if (code === 'EACCES') return 'forbidden';
  return (await answersAsHub(port)) ? 'ours' : 'taken';
}

/** A hub of ours says so on `/api/health`. Its certificate is of its own authority; here it is only asked, and told nothing. */
async function answersAsHub(port: number): Promise<boolean> {
  const options = {
    host: '127.0.0.1',
    port,
    path: '/api/health',
    rejectUnauthorized: false,
    timeout: HELLO_MS,
  };
  const body = await new Promise<string>((done) => {
    const asked = get(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if ((text += chunk).length > 1_000) response.destroy(); // whoever that is, it is not ours
      });
      response.once('close', () => done(text));
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => done(''));
  });
  return /^\{"ok":true,"version":.*"configured":/.test(body);
}

async function followsTimeServer(): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  const args = ['show', '--property=NTPSynchronized', '--value'];
  const answer = await run('timedatectl', args, { timeout: LIMIT_MS }).catch(() => null);
  const word = answer?.stdout.trim();
  return word === 'yes' ? true : word === 'no' ? false : null;
}
