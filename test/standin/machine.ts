import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { note, unsupported } from './journal.ts';

/** What the desktop does for an app: kept as state, noted, and pressed by specs. */

const shortcuts = new Map<string, () => void>();
export const globalShortcut = {
  register(accelerator: string, pressed: () => void): boolean {
    if (shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, pressed);
    return true;
  },
  unregisterAll: () => shortcuts.clear(),
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  /** For specs. */
  press(accelerator: string): void {
    const pressed = shortcuts.get(accelerator);
    if (pressed === undefined) throw new Error(`${accelerator} is not registered`);
    pressed();
  },
};

const blockers = new Map<number, string>();
let lastBlocker = 0;
export const powerSaveBlocker = {
  start(type: string): number {
    blockers.set(++lastBlocker, type);
    return lastBlocker;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
  /** For specs. */
  active: () => [...blockers.values()],
};

export const powerMonitor = new EventEmitter();

/** Unscripted dialogs would wait for ever; a spec replaces the function with its answer. */
const unscripted = (name: string) => async () => {
  throw new Error(`stand-in: dialog.${name} was called and the spec gave no answer`);
};
export const dialog = {
  showMessageBox: unscripted('showMessageBox'),
  showSaveDialog: unscripted('showSaveDialog'),
  showOpenDialog: unscripted('showOpenDialog'),
  showErrorBox(title: string, content: string): void {
    note('errorBox', { title, content });
    process.stderr.write(`${title}: ${content}\n`);
  },
};

type MenuTemplate = { label?: string; type?: string; click?: () => void }[];
export class Menu {
  static application: Menu | null | undefined;
  static setApplicationMenu = (menu: Menu | null) => void (Menu.application = menu);
  static buildFromTemplate(template: MenuTemplate): Menu {
    const menu = new Menu();
    menu.items = template;
    return menu;
  }
  items: MenuTemplate = [];
}

export class Tray extends EventEmitter {
  /** For specs. */
  static last: Tray | null = null;
  toolTip = '';
  menu: Menu | null = null;

  constructor(icon: string) {
    super();
    if (readFileSync(icon).length === 0) throw new Error('Failed to load image');
    Tray.last = this;
  }
  setToolTip = (text: string) => void (this.toolTip = text);
  setContextMenu = (menu: Menu | null) => void (this.menu = menu);
}

export class Notification extends EventEmitter {
  static isSupported = () => true;
  readonly #options: Record<string, unknown>;

  constructor(options: Record<string, unknown>) {
    super();
    this.#options = options;
  }
  show(): void {
    note('notification', { ...this.#options });
    this.emit('show');
  }
}

export const shell = {
  openExternal: async (url: string) => note('openExternal', { url }),
  openPath: () => unsupported('shell.openPath'),
};
