import { EventEmitter } from 'node:events';
import { chromium } from './chromium.ts';
import { unsupported } from './journal.ts';
import { protocol, toAppAddress } from './schemes.ts';

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string; isMainFrame: boolean; mediaTypes?: string[] },
) => void;

/** Chromium's name of a permission, Electron's, and what Electron adds for it. */
const PERMISSIONS: [chromium: string, electron: string, details?: { mediaTypes: string[] }][] = [
  ['camera', 'media', { mediaTypes: ['video'] }],
  ['microphone', 'media', { mediaTypes: ['audio'] }],
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['clipboard-read', 'clipboard-read'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['storage-access', 'storage-access'],
];

class SessionStandIn extends EventEmitter {
  readonly protocol = protocol;
  /** Read by specs: handlers whose question Chromium never asks here. */
  checkHandler: ((contents: unknown, permission: string, origin: string) => boolean) | null = null;
  deviceHandler: ((details: object) => boolean) | null = null;
  displayMediaHandler: ((request: object, answer: (streams: object | null) => void) => void) | null = null;
  #requestHandler: RequestHandler | null = null;

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#requestHandler = handler;
  }
  setPermissionCheckHandler(handler: SessionStandIn['checkHandler']): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: SessionStandIn['deviceHandler']): void {
    this.deviceHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: SessionStandIn['displayMediaHandler']): void {
    this.displayMediaHandler = handler;
  }

  get webRequest(): never {
    return unsupported('session.webRequest (put headers into protocol.handle)');
  }

  /** Puts the app's answers into Chromium before a document of this origin loads. Without a handler all is granted, as in Electron. */
  async applyPermissions(contents: unknown, browserAddress: string): Promise<void> {
    const { origin } = new URL(browserAddress);
    if (origin === 'null') return;
    for (const [name, electronName, details] of PERMISSIONS) {
      const setting = this.#ask(contents, electronName, toAppAddress(browserAddress), details)
        ? 'granted'
        : 'denied';
      await chromium.root.attempt('Browser.setPermission', { permission: { name }, setting, origin });
    }
  }

  #ask(contents: unknown, permission: string, requestingUrl: string, details: object = {}): boolean {
    if (this.#requestHandler === null) return true;
    let granted = false;
    const answer = (value: boolean) => {
      granted = value;
    };
    this.#requestHandler(contents, permission, answer, { requestingUrl, isMainFrame: true, ...details });
    return granted;
  }
}

export const defaultSession = new SessionStandIn();
export const session = { defaultSession };
