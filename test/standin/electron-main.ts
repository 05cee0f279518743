import { app } from './app.ts';
import { chromium } from './chromium.ts';
import { journal } from './journal.ts';
import { readiness } from './readiness.ts';
import { openSchemeServer } from './schemes.ts';
import { WebContents } from './web-contents.ts';

/**
 * The `electron` module of the stand-in, for the main process. Only what main/desktop uses; an import of anything else fails
 * when the bundle is linked, which is the sign to add it here and to try it with the real Electron.
 */
export { app };
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export {
  dialog,
  globalShortcut,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  shell,
  Tray,
} from './machine.ts';
export { safeStorage } from './safe-storage.ts';
export { protocol } from './schemes.ts';
export { screen } from './screen.ts';
export { session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
/** Playwright finds the contents behind a page by its DevTools target. */
export const webContents = WebContents;

export const standIn = {
  journal,
  startChromium: () => chromium.start(),
  async becomeReady(): Promise<void> {
    await openSchemeServer();
    // An ESM entry gets one more turn to set things up, as in Electron.
    await new Promise((resolve) => setImmediate(resolve));
    readiness.become();
    app.emit('ready', {}, {});
  },
};
