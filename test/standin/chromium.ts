import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cdp, type CdpSession, type Json } from './cdp.ts';
import { findChromium } from '../../main/tools/find-chromium.ts';
import { launch } from './launch.ts';

/** Switches of the Node inspector and of Electron; Chromium gets its own beside them. */
const NOT_CHROMIUMS = new Set([
  'inspect',
  'user-data-dir',
  'remote-debugging-port',
  'no-sandbox',
  'headless',
]);

type Popup = (opener: string, targetId: string, url: string) => Promise<void>;

/** The one browser behind all windows. */
class Chromium {
  onPopup: Popup = async () => undefined;
  /** The browser went away without being asked to. */
  onLost: () => void = () => undefined;
  #process: ChildProcess | null = null;
  #cdp: Cdp | null = null;
  #starting: Promise<void> | null = null;
  #expected = false;
  readonly #early = new Map<string, CdpSession>();
  readonly #awaited = new Map<string, (session: CdpSession) => void>();

  start(): Promise<void> {
    return (this.#starting ??= this.#start());
  }

  get root(): CdpSession {
    if (this.#cdp === null) throw new Error('stand-in: Chromium is not up yet');
    return this.#cdp.root;
  }

  /** A new page, attached to before it runs anything. */
  async createPage(background: boolean): Promise<{ targetId: string; session: CdpSession }> {
    await this.start();
    const request = { url: 'about:blank', newWindow: true, ...(background ? { background } : {}) };
    const { targetId } = (await this.root.send('Target.createTarget', request)) as { targetId: string };
    const early = this.#early.get(targetId);
    this.#early.delete(targetId);
    const session =
      early ?? (await new Promise<CdpSession>((resolve) => this.#awaited.set(targetId, resolve)));
    return { targetId, session };
  }

  async closePage(targetId: string): Promise<void> {
    if (this.#cdp !== null && !this.#cdp.closed) await this.root.attempt('Target.closeTarget', { targetId });
  }

  /** Resolves when the browser is gone. */
  async stop(): Promise<void> {
    this.#expected = true;
    const child = this.#process;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const hard = setTimeout(() => child.kill('SIGKILL'), 3_000);
    if (this.#cdp !== null && !this.#cdp.closed) void this.root.attempt('Browser.close');
    else child.kill();
    await gone;
    clearTimeout(hard);
  }

  async #start(): Promise<void> {
    const address = await this.#spawn();
    this.#cdp = await Cdp.open(address);
    this.root.on('Target.attachedToTarget', (event: Json) => void this.#attached(event));
    await this.root.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'page' }, { exclude: true }],
    });
    // Playwright reads this line and becomes a second client of the same browser.
    if (launch.switches.has('remote-debugging-port'))
      process.stderr.write(`DevTools listening on ${address}\n`);
  }

  #spawn(): Promise<string> {
    const profile = mkdtempSync(join(tmpdir(), 'standin-chromium-'));
    const child = spawn(findChromium(existsSync), chromiumArguments(profile), {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    process.on('exit', () => {
      child.kill('SIGKILL');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    return new Promise((resolve, reject) => {
      let said = '';
      child.once('error', reject);
      child.once('exit', (code) => {
        reject(new Error(`stand-in: Chromium ended with ${code}: ${said.slice(-2_000)}`));
        if (!this.#expected) this.onLost();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        said = (said + String(chunk)).slice(-20_000);
        const address = /^DevTools listening on (ws:\/\/\S+)$/m.exec(said)?.[1];
        if (address !== undefined) resolve(address);
      });
    });
  }

  async #attached(event: Json): Promise<void> {
    const { openerId, targetId, url } = event.targetInfo as {
      openerId?: string;
      targetId: string;
      url: string;
    };
    const session = this.#cdp?.sessionFor(event.sessionId as string);
    if (session === undefined) return;
    const awaited = this.#awaited.get(targetId);
    this.#awaited.delete(targetId);
    if (openerId !== undefined) await this.onPopup(openerId, targetId, url);
    else if (awaited !== undefined) awaited(session);
    else this.#early.set(targetId, session);
  }
}

function chromiumArguments(profile: string): string[] {
  const given = [...launch.switches].filter(([name]) => !NOT_CHROMIUMS.has(name));
  const unsandboxed = process.getuid?.() === 0 || launch.switches.has('no-sandbox');
  return [
    ...(process.env.STANDIN_HEADED === '1' ? [] : ['--headless']),
    ...(unsandboxed ? ['--no-sandbox'] : []),
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-first-run',
    ...given.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  ];
}

export const chromium = new Chromium();
