/**
 * What a page may ask of the machine it runs on. The preload offers it in Electron, `renderer/client/shell.ts` in a browser.
 * Nothing of the domain passes here: that goes to the hub over HTTP and WebSocket in both shells.
 * No schema in this file, so that the sandboxed preload bundle stays tiny; main/desktop parses what arrives.
 */

export type HubAddress = {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string;
  /** Proves to the hub that this page was opened on the hub's own machine; needed for the first set-up. */
  launchToken: string;
};

export type SavedFile = {
  /** Absolute path; in a browser only the file's name, because a browser does not tell where it saved. */
  path: string;
  /** Hex SHA-256 of the bytes as written. */
  sha256: string;
};

/** Pixel sizes in the desktop's own coordinates; `primary` is where the seat's main window opens. */
export type DisplayInfo = {
  id: number;
  label: string;
  x: number;
  y: number;
  width: number;
  height: number;
  primary: boolean;
};

export type ShellEvent =
  | { type: 'power'; state: 'suspend' | 'resume' | 'lock' | 'unlock' }
  | { type: 'displays'; displays: DisplayInfo[] }
  /** The system-wide talk key. The OS reports no release, so the second press, a lock or a suspend is the `up`. */
  | { type: 'talk_key'; phase: 'down' | 'up' }
  /** The embedded hub went away (`null`) or is back, perhaps at another address. */
  | { type: 'hub'; address: HubAddress | null };

export type WindowKind = 'wall' | 'map' | 'board';

export type Alert = { title: string; body: string; urgent: boolean };

/** What differs between the shells. A page branches on these, never on the user agent. */
export type ShellCapabilities = {
  globalShortcut: boolean;
  /** Windows are put on the display where they were last; otherwise the browser places them. */
  placedWindows: boolean;
  /** `saveFile` asks for a place and tells it. */
  nativeSave: boolean;
  /** `printToPdf` writes a file by itself; otherwise the browser's print dialog opens. */
  directPdf: boolean;
  secrets: boolean;
};

export type ShellVersions = { app: string; electron: string | null; chrome: string | null };

export interface CommandBridge {
  readonly kind: 'electron' | 'browser';
  readonly capabilities: ShellCapabilities;
  readonly versions: ShellVersions;
  /** Rejects with `hub_unavailable` while the embedded hub is down; a `hub` event tells when to ask again. */
  hub(): Promise<HubAddress>;
  /** Null when the user cancelled. The file appears whole or not at all. At most `MAX_SAVE_BYTES`. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<SavedFile | null>;
  /** This page as A4 PDF. Null when cancelled, and in a browser, where the dialog does not tell. */
  printToPdf(suggestedName: string): Promise<SavedFile | null>;
  alert(alert: Alert): Promise<void>;
  /** Opens the kind's window, or brings it to the front. Wall: one a spare display. The number of windows shown. */
  openWindow(kind: WindowKind): Promise<number>;
  displays(): Promise<DisplayInfo[]>;
  /** Keeps the display on until called with false or until this page is gone. The state reached. */
  keepAwake(on: boolean): Promise<boolean>;
  readonly secrets: {
    /** False where the OS has no real key store; then `set` rejects with `no_secret_store`. */
    available(): Promise<boolean>;
    get(name: string): Promise<string | null>;
    set(name: string, value: string): Promise<void>;
    remove(name: string): Promise<void>;
  };
  /** Returns the function that stops the calls. */
  onShellEvent(listener: (event: ShellEvent) => void): () => void;
}

/** Request channels of the preload: what goes in, what comes back. */
export type ShellRequests = {
  'shell:hub': { args: []; result: HubAddress };
  'shell:save_file': { args: [suggestedName: string, bytes: Uint8Array]; result: SavedFile | null };
  'shell:print_to_pdf': { args: [suggestedName: string]; result: SavedFile | null };
  'shell:alert': { args: [alert: Alert]; result: void };
  'shell:open_window': { args: [kind: WindowKind]; result: number };
  'shell:displays': { args: []; result: DisplayInfo[] };
  'shell:keep_awake': { args: [on: boolean]; result: boolean };
  'shell:secret_available': { args: []; result: boolean };
  'shell:secret_get': { args: [name: string]; result: string | null };
  'shell:secret_set': { args: [name: string, value: string]; result: void };
  'shell:secret_remove': { args: [name: string]; result: void };
};
export type ShellRequestName = keyof ShellRequests;

/** The only channel from the main process to a page. */
export const SHELL_EVENT_CHANNEL = 'shell:event';

/** The name under which the preload puts the bridge on `window`. */
export const BRIDGE_NAME = 'henglingShell';

/** How the main process tells the preload the product's version (a process argument of the window). */
export const VERSION_ARGUMENT = '--hengling-version=';

/** Largest file a page may save in one go: a PDF or an export, not a recording. */
export const MAX_SAVE_BYTES = 64 * 1024 * 1024;

/**
 * What a window is for, and the launch token in a browser, stand behind `#` in a page's address (`#t=…&w=wall`):
 * that part never reaches a server or its log.
 */
export const LAUNCH_TOKEN_KEY = 't';
export const WINDOW_KIND_KEY = 'w';

/** The messages with which the bridge's promises reject. A page has a text for each. */
export const SHELL_ERROR_CODES = [
  'invalid_input',
  'foreign_sender',
  'hub_unavailable',
  'no_secret_store',
  'secret_unreadable',
  'save_failed',
  'print_failed',
  'popup_blocked',
  'too_large',
] as const;
export type ShellErrorCode = (typeof SHELL_ERROR_CODES)[number];
