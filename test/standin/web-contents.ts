import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { CdpSession, Json } from './cdp.ts';
import { chromium } from './chromium.ts';
import { makeCloneCodec } from './clone-codec.ts';
import { ipcMain } from './ipc-main.ts';
import { cancelable, note, unsupported } from './journal.ts';
import { isolatedWorldSource, ISOLATED_WORLD, ownWorldSource } from './page-worlds.ts';
import { toAppAddress, toBrowserAddress } from './schemes.ts';
import { defaultSession } from './session.ts';

/** What a window has to be for the page in it. */
export type Owner = {
  readonly isShown: boolean;
  emit(event: string): boolean;
  applyBounds(): Promise<void>;
  close(): void;
};

export type WebPreferences = Record<string, unknown> & { preload?: string; additionalArguments?: string[] };
type OpenHandler = (details: { url: string; frameName: string; disposition: string }) => {
  action: 'allow' | 'deny';
};

const codec = makeCloneCodec();
const byTarget = new Map<string, WebContents>();
let lastId = 0;

class WebFrameMain {
  readonly parent = null;
  url = '';
  origin = '';
}

export class WebContents extends EventEmitter {
  readonly id = ++lastId;
  readonly session = defaultSession;
  readonly mainFrame = new WebFrameMain();
  readonly owner: Owner;
  readonly #preferences: WebPreferences;
  readonly #started: Promise<CdpSession>;
  #targetId = '';
  #page: CdpSession | null = null;
  /** Id of the preload's world in the current document; 0 while there is none. */
  #world = 0;
  #destroyed = false;
  /** Address the app itself asked for: not a navigation of the page, so not asked about. */
  #expected = '';
  #loaded: PromiseWithResolvers<void> | null = null;
  #openHandler: OpenHandler | null = null;
  readonly #popups: Json[] = [];

  constructor(owner: Owner, preferences: WebPreferences) {
    super();
    this.owner = owner;
    this.#preferences = preferences;
    this.#started = this.#start();
    this.#started.catch((error: unknown) => {
      if (!this.#destroyed) process.stderr.write(`stand-in: a window failed: ${String(error)}\n`);
    });
  }

  static fromDevToolsTargetId = (targetId: string) => byTarget.get(targetId);
  static getAllWebContents = () => [...byTarget.values()];

  getURL = () => this.mainFrame.url;
  getLastWebPreferences = () => ({ ...this.#preferences });
  isDestroyed = () => this.#destroyed;
  setWindowOpenHandler = (handler: OpenHandler) => void (this.#openHandler = handler);
  close = () => this.owner.close();
  loadFile = () => unsupported('webContents.loadFile (use a custom scheme)');

  get page(): CdpSession | null {
    return this.#page;
  }
  get targetId(): string {
    return this.#targetId;
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.#started;
    this.#expected = address;
    const loaded = Promise.withResolvers<void>();
    loaded.promise.catch(() => undefined); // a failure is also thrown below
    this.#loaded = loaded;
    const result = await page.send('Page.navigate', { url: toBrowserAddress(address) });
    if (result.errorText) {
      const code = String(result.errorText).replace('net::', '');
      this.emit('did-fail-load', {}, -1, code, address, true);
      throw Object.assign(new Error(`${code} loading '${address}'`), { code, url: address });
    }
    if (result.loaderId === undefined) loaded.resolve(); // within the same document
    await loaded.promise;
  }

  async reload(): Promise<void> {
    this.#expected = this.mainFrame.url;
    await this.#page?.send('Page.reload');
  }

  send(channel: string, ...values: unknown[]): void {
    const text = codec.pack(values);
    if (this.#destroyed || this.#world === 0) return;
    void this.#deliver(this.#world, { kind: 'event', channel, text });
  }

  async printToPDF(options: { pageSize?: string; printBackground?: boolean } = {}): Promise<Buffer> {
    if (options.pageSize !== 'A4') unsupported(`printToPDF on ${options.pageSize ?? 'the default size'}`);
    const page = await this.#started;
    const size = { paperWidth: 8.27, paperHeight: 11.69 };
    const result = await page.send('Page.printToPDF', {
      ...size,
      printBackground: options.printBackground === true,
    });
    return Buffer.from(result.data as string, 'base64');
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const page = await this.#started;
    const result = await page.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (result.exceptionDetails) throw new Error(result.exceptionDetails.exception?.description as string);
    return result.result.value as unknown;
  }

  /** Called by the window when it goes. */
  destroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    byTarget.delete(this.#targetId);
    this.emit('destroyed');
    if (this.#targetId !== '') void chromium.closePage(this.#targetId);
  }

  async #start(): Promise<CdpSession> {
    const { session: page, targetId } = await chromium.createPage(!this.owner.isShown);
    this.#targetId = targetId;
    this.#page = page;
    byTarget.set(targetId, this);
    const binding = `__standin_${randomBytes(6).toString('hex')}`;
    this.#listen(page, binding);
    const inWorld = { source: isolatedWorldSource(binding, this.#preloadProcess(), this.#preloads()) };
    await Promise.all([
      page.send('Page.enable'),
      page.send('Runtime.enable'),
      page.attempt('Inspector.enable'),
      page.send('Runtime.addBinding', { name: binding, executionContextName: ISOLATED_WORLD }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: ownWorldSource() }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { ...inWorld, worldName: ISOLATED_WORLD }),
      page.send('Fetch.enable', {
        patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }],
      }),
    ]);
    await page.send('Runtime.runIfWaitingForDebugger');
    await this.owner.applyBounds();
    return page;
  }

  #listen(page: CdpSession, binding: string): void {
    page.on('Runtime.executionContextCreated', ({ context }: Json) => {
      if (context.name === ISOLATED_WORLD && context.auxData?.frameId === this.#targetId)
        this.#world = context.id;
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }: Json) => {
      if (executionContextId === this.#world) this.#world = 0;
    });
    page.on('Runtime.bindingCalled', (event: Json) => {
      if (event.name === binding)
        void this.#fromPage(JSON.parse(event.payload as string), event.executionContextId);
    });
    page.on('Page.frameNavigated', ({ frame }: Json) => {
      if (frame.parentId) return;
      this.mainFrame.url = toAppAddress(String(frame.url) + String(frame.urlFragment ?? ''));
      this.mainFrame.origin = toAppAddress(String(frame.securityOrigin));
      this.emit('did-navigate', {}, this.mainFrame.url, 200, 'OK');
    });
    page.on('Page.navigatedWithinDocument', ({ url }: Json) => {
      this.mainFrame.url = toAppAddress(String(url));
      this.emit('did-navigate-in-page', {}, this.mainFrame.url, true);
    });
    page.on('Page.domContentEventFired', () => {
      this.emit('dom-ready', {});
      setImmediate(() => this.owner.emit('ready-to-show'));
    });
    page.on('Page.loadEventFired', () => {
      if (this.mainFrame.url === 'about:blank' && this.#expected !== 'about:blank') return;
      this.emit('did-finish-load', {});
      this.#loaded?.resolve();
    });
    page.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('Page.windowOpen', (event: Json) => void this.#popups.push(event));
    page.on('Fetch.requestPaused', (event: Json) => void this.#askNavigation(page, event));
  }

  #preloadProcess(): object {
    return {
      type: 'renderer',
      platform: process.platform,
      arch: process.arch,
      versions: process.versions,
      argv: this.#preferences.additionalArguments ?? [],
      env: {},
      sandboxed: true,
      contextIsolated: true,
    };
  }

  #preloads(): string[] {
    const { preload } = this.#preferences;
    if (preload === undefined) return [];
    if (!isAbsolute(preload)) throw new Error('preload script must have absolute path');
    const source = readFileSync(preload, 'utf8');
    if (/^\s*(import|export)\s/m.test(source)) {
      throw new Error(
        `Unable to load preload script: ${preload}: Cannot use import statement outside a module`,
      );
    }
    return [source];
  }

  /** A document is about to be fetched: the app may forbid it, and permissions have to be in place before it runs. */
  async #askNavigation(page: CdpSession, event: Json): Promise<void> {
    const requestId = event.requestId as string;
    const browserAddress = String(event.request.url);
    const url = toAppAddress(browserAddress);
    const isMainFrame = event.frameId === this.#targetId;
    const ownWish = this.#expected === url || this.#expected.split('#')[0] === url;
    if (!(isMainFrame && ownWish)) {
      const asked = cancelable({ url, isMainFrame, isSameDocument: false, frame: this.mainFrame });
      this.emit('will-frame-navigate', asked);
      if (isMainFrame && !asked.defaultPrevented) this.emit('will-navigate', asked, url);
      if (asked.defaultPrevented) {
        note('navigationBlocked', { url });
        await page.attempt('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
        return;
      }
    }
    if (isMainFrame) await this.session.applyPermissions(this, browserAddress);
    await page.attempt('Fetch.continueRequest', { requestId });
  }

  /** Chromium has made the popup already, held before its first line; the app decides and it is closed in any case. */
  async popup(targetId: string, url: string): Promise<void> {
    for (let turn = 0; turn < 20 && this.#popups.length === 0; turn++)
      await new Promise((next) => setTimeout(next, 10));
    const asked = this.#popups.shift();
    const details = {
      url: toAppAddress(String(asked?.url ?? url)),
      frameName: String(asked?.windowName ?? ''),
      disposition: 'foreground-tab',
    };
    const { action } = this.#openHandler?.(details) ?? { action: 'allow' };
    note('windowOpen', { url: details.url, action });
    await chromium.closePage(targetId);
    if (action === 'allow') unsupported('a popup that is allowed');
  }

  async #fromPage(message: Json, world: number): Promise<void> {
    const senderFrame = world === this.#world || this.#world === 0 ? this.mainFrame : null;
    const event = { sender: this, senderFrame, type: 'frame' };
    const { channel, id, kind } = message as { channel: string; id: number; kind: string };
    const values = codec.unpack(message.text as string) as unknown[];
    if (kind === 'send') {
      ipcMain.emit(channel, event, ...values);
      return;
    }
    try {
      const text = codec.pack(await ipcMain.answer(channel, event, values));
      await this.#deliver(world, { kind: 'result', id, text });
    } catch (error) {
      await this.#deliver(world, {
        kind: 'result',
        id,
        error: `Error invoking remote method '${channel}': ${String(error)}`,
      });
    }
  }

  async #deliver(contextId: number, message: object): Promise<void> {
    const expression = `__standinDeliver(${JSON.stringify(message)})`;
    await this.#page?.attempt('Runtime.evaluate', { contextId, expression });
  }
}

chromium.onPopup = async (opener, targetId, url) => {
  const contents = byTarget.get(opener);
  if (contents === undefined) await chromium.closePage(targetId);
  else await contents.popup(targetId, url);
};
