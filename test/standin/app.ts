import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from './chromium.ts';
import { cancelable, note, unsupported } from './journal.ts';
import { launch } from './launch.ts';
import { readiness } from './readiness.ts';
import { closeSchemeServer } from './schemes.ts';

type Closable = { close(): void; destroy(): void; isDestroyed(): boolean };

const manifest = JSON.parse(readFileSync(join(launch.appPath, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** Sends its arguments to the instance that holds the lock; exit 0 when there is one. */
const HAND_OVER = `
  const socket = require('net').connect(process.argv[1], () => socket.end(process.argv[2], () => process.exit(0)));
  socket.on('error', () => process.exit(1));`;

class App extends EventEmitter {
  readonly name = manifest.name;
  readonly isPackaged = false;
  /** What has to end before the app does; filled by windows and utility processes. */
  readonly openWindows = new Set<Closable>();
  readonly children = new Map<{ kill(): void; pid?: number }, string>();
  #quitting = false;
  #userData: string | null = launch.switches.get('user-data-dir') ?? null;

  readonly commandLine = {
    hasSwitch: (name: string) => launch.switches.has(name),
    getSwitchValue: (name: string) => launch.switches.get(name) ?? '',
    appendSwitch: (name: string, value = '') => void launch.switches.set(name, value),
    removeSwitch: (name: string) => void launch.switches.delete(name),
  };

  whenReady = () => readiness.whenReady();
  isReady = () => readiness.isReady();
  getAppPath = () => launch.appPath;
  getVersion = () => manifest.version;
  getName = () => manifest.name;
  getLocale = () => process.env.STANDIN_LOCALE ?? 'zh-CN';
  setAppUserModelId = (id: string) => note('appUserModelId', { id });
  focus = () => note('appFocus');
  isQuitting = () => this.#quitting;
  getAppMetrics = () => [...this.children].map(([{ pid }, name]) => ({ type: 'Utility', pid, name }));

  getPath(name: string): string {
    const known: Record<string, string> = {
      temp: tmpdir(),
      home: homedir(),
      documents: homedir(),
      exe: process.execPath,
    };
    if (name === 'userData') return (this.#userData ??= temporaryFolder());
    return known[name] ?? unsupported(`app.getPath('${name}')`);
  }

  enableSandbox(): void {
    if (readiness.isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
    note('enableSandbox');
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const socket = join(folder, 'instance.sock');
    const message = JSON.stringify({ argv: process.argv, cwd: process.cwd() });
    const probe = spawnSync(process.execPath, ['-e', HAND_OVER, socket, message], { timeout: 5_000 });
    if (probe.status === 0) return false;
    rmSync(socket, { force: true });
    const listener = createServer((peer) => {
      let text = '';
      peer.on('data', (chunk) => (text += String(chunk)));
      peer.on('end', () => {
        if (text === '') return;
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        this.emit('second-instance', {}, argv, cwd, {});
      });
    });
    listener.listen(socket);
    listener.unref();
    return true;
  }

  quit(): void {
    if (this.#quitting) return;
    const asked = cancelable({});
    this.emit('before-quit', asked);
    if (asked.defaultPrevented) return;
    this.#quitting = true;
    for (const window of this.openWindows) window.close();
    const last = cancelable({});
    if ([...this.openWindows].every((window) => window.isDestroyed())) this.emit('will-quit', last);
    else last.preventDefault();
    if (last.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    this.#quitting = true;
    for (const window of this.openWindows) window.destroy();
    this.emit('quit', {}, code);
    for (const child of this.children.keys()) child.kill();
    closeSchemeServer();
    void chromium.stop().finally(() => process.exit(code));
  }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'standin-user-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const app = new App();
chromium.onLost = () => app.exit(1);
