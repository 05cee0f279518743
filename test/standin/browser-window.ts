import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { chromium } from './chromium.ts';
import { cancelable, note, unsupported } from './journal.ts';
import { readiness } from './readiness.ts';
import { screen, type Rectangle } from './screen.ts';
import { WebContents, type Owner, type WebPreferences } from './web-contents.ts';

type Options = Partial<Rectangle> & {
  show?: boolean;
  title?: string;
  frame?: boolean;
  webPreferences?: WebPreferences;
};

const windows = new Map<number, BrowserWindow>();
let focusedId = 0;
let lastId = 0;

/** What a window must not be talked out of; anything weaker is refused, not imitated. */
const SAFE: Record<string, unknown> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
};

export class BrowserWindow extends EventEmitter implements Owner {
  static getAllWindows = () => [...windows.values()];
  static getFocusedWindow = () => windows.get(focusedId) ?? null;
  static fromWebContents = (contents: WebContents) =>
    contents.owner instanceof BrowserWindow ? contents.owner : null;

  readonly id = ++lastId;
  readonly webContents: WebContents;
  /** Read by specs. */
  readonly look: { title: string; frame: boolean };
  #bounds: Rectangle;
  #shown: boolean;
  #destroyed = false;
  #fullScreen = false;
  #minimized = false;

  constructor(options: Options = {}) {
    super();
    if (!readiness.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences: WebPreferences = { ...SAFE, ...options.webPreferences };
    for (const [name, value] of Object.entries(SAFE)) {
      if (preferences[name] !== value) throw new Error(`stand-in: insecure webPreferences: ${name}`);
    }
    this.#shown = options.show !== false;
    this.look = { title: options.title ?? app.getName(), frame: options.frame !== false };
    const { height = 600, width = 800 } = options;
    const area = screen.getPrimaryDisplay().bounds;
    const x = options.x ?? Math.round(area.x + (area.width - width) / 2);
    const y = options.y ?? Math.round(area.y + (area.height - height) / 2);
    this.#bounds = { x, y, width, height };
    windows.set(this.id, this);
    app.openWindows.add(this);
    this.webContents = new WebContents(this, preferences);
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  get isShown(): boolean {
    return this.#shown;
  }

  loadURL = (address: string) => this.webContents.loadURL(address);
  loadFile = () => unsupported('loadFile (use a custom scheme)');
  isVisible = () => this.#shown;
  isDestroyed = () => this.#destroyed;
  isMinimized = () => this.#minimized;
  isFullScreen = () => this.#fullScreen;
  isFocused = () => focusedId === this.id;
  getBounds = () => ({ ...this.#bounds });
  getNormalBounds = () => ({ ...this.#bounds });
  flashFrame = (flag: boolean) => note('flashFrame', { window: this.id, flag });
  moveTop = () => note('moveTop', { window: this.id });

  show(): void {
    this.showInactive();
    this.focus();
  }
  showInactive(): void {
    if (!this.#shown) this.emit('show');
    this.#shown = true;
  }
  hide(): void {
    this.#shown = false;
    this.emit('hide');
  }
  focus(): void {
    if (focusedId === this.id) return;
    windows.get(focusedId)?.emit('blur');
    focusedId = this.id;
    this.emit('focus');
  }
  minimize(): void {
    this.#minimized = true;
    this.emit('minimize');
  }
  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }
  setFullScreen(flag: boolean): void {
    if (flag === this.#fullScreen) return;
    this.#fullScreen = flag;
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('move');
    this.emit('resize');
    void this.applyBounds();
  }

  /** The page gets the size even where Chromium has no real window (headless). */
  async applyBounds(): Promise<void> {
    const { height, width, x, y } = this.#bounds;
    const { page, targetId } = this.webContents;
    const found = await chromium.root.attempt('Browser.getWindowForTarget', { targetId });
    if (found !== null) {
      const bounds = { left: x, top: y, width, height };
      await chromium.root.attempt('Browser.setWindowBounds', { windowId: found.windowId as number, bounds });
    }
    const metrics = { width, height, deviceScaleFactor: 0, mobile: false };
    await page?.attempt('Emulation.setDeviceMetricsOverride', metrics);
  }

  close(): void {
    if (this.#destroyed) return;
    const asked = cancelable({});
    this.emit('close', asked);
    if (!asked.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this.id);
    app.openWindows.delete(this);
    if (focusedId === this.id) focusedId = 0;
    this.webContents.destroyed();
    this.emit('closed');
    if (windows.size > 0 || app.isQuitting()) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }
}
