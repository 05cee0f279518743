import {
  LAUNCH_TOKEN_KEY,
  MAX_SAVE_BYTES,
  WINDOW_KIND_KEY,
  type CommandBridge,
  type DisplayInfo,
  type SavedFile,
  type ShellEvent,
  type WindowKind,
} from '#contracts/bridge.ts';

const TOKEN_AT_REST = 'hengling.launchToken';

/** The bridge as far as a browser can play it. What it cannot do it says in `capabilities`, or rejects with a code. */
export function browserShell(page: Window = window): CommandBridge {
  takeLaunchToken(page);
  let awake: WakeLockSentinel | null = null;

  return Object.freeze({
    kind: 'browser',
    capabilities: Object.freeze({
      globalShortcut: false,
      placedWindows: false,
      nativeSave: false,
      directPdf: false,
      secrets: false,
    }),
    versions: Object.freeze({
      app: '',
      electron: null,
      chrome: /Chrome\/([\d.]+)/.exec(page.navigator.userAgent)?.[1] ?? null,
    }),
    hub: async () => ({
      url: page.location.origin,
      launchToken: page.sessionStorage.getItem(TOKEN_AT_REST) ?? '',
    }),
    saveFile: (suggestedName: string, bytes: Uint8Array) => download(page, suggestedName, bytes),
    printToPdf: async () => {
      page.print();
      return null;
    },
    alert: async ({ title, body, urgent }) => {
      if (!('Notification' in page) || Notification.permission !== 'granted') return;
      new Notification(title, { body, requireInteraction: urgent });
    },
    openWindow: async (kind: WindowKind) => {
      const opened = page.open(
        `${page.location.pathname}#${WINDOW_KIND_KEY}=${kind}`,
        `hengling-${kind}`,
        'popup',
      );
      if (opened === null) throw new Error('popup_blocked');
      return 1;
    },
    displays: async () => [currentDisplay(page)],
    keepAwake: async (on: boolean) => {
      await awake?.release();
      awake = on ? await requestWakeLock(page) : null;
      return awake !== null;
    },
    secrets: Object.freeze({
      available: async () => false,
      get: async () => null,
      set: () => Promise.reject(new Error('no_secret_store')),
      remove: async () => undefined,
    }),
    onShellEvent: (listener: (event: ShellEvent) => void) => {
      // The browser freezes a hidden page much as a suspend does; sockets are to be looked at on return.
      const wake = () => {
        if (page.document.visibilityState === 'visible') listener({ type: 'power', state: 'resume' });
      };
      page.document.addEventListener('visibilitychange', wake);
      return () => page.document.removeEventListener('visibilitychange', wake);
    },
  } satisfies CommandBridge);
}

/** Moves the token from the address bar, where a shoulder or a bookmark could take it, to this tab's own store. */
function takeLaunchToken(page: Window): void {
  const parameters = new URLSearchParams(page.location.hash.slice(1));
  const token = parameters.get(LAUNCH_TOKEN_KEY);
  if (token === null) return;
  page.sessionStorage.setItem(TOKEN_AT_REST, token);
  parameters.delete(LAUNCH_TOKEN_KEY);
  const rest = parameters.toString();
  const address = page.location.pathname + page.location.search + (rest === '' ? '' : `#${rest}`);
  page.history.replaceState(page.history.state, '', address);
}

async function download(page: Window, suggestedName: string, bytes: Uint8Array): Promise<SavedFile> {
  if (bytes.byteLength > MAX_SAVE_BYTES) throw new Error('too_large');
  const copy = new Uint8Array(bytes);
  const digest = new Uint8Array(await page.crypto.subtle.digest('SHA-256', copy));
  const address = URL.createObjectURL(new Blob([copy]));
  const link = page.document.createElement('a');
  link.href = address;
  link.download = suggestedName;
  link.click();
  // The download reads the blob after this turn; a minute is ample for the copy on disk to begin.
  page.setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return {
    path: suggestedName,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

function currentDisplay(page: Window): DisplayInfo {
  const { width, height } = page.screen;
  return { id: 0, label: '', x: 0, y: 0, width, height, primary: true };
}

/** Null where the browser has no wake lock or refuses it (a hidden page, a power saving mode). */
async function requestWakeLock(page: Window): Promise<WakeLockSentinel | null> {
  try {
    return await page.navigator.wakeLock.request('screen');
  } catch {
    return null; // refused: the caller sees `false` and can say so
  }
}
