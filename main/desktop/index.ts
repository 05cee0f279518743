import { app, dialog, Menu, protocol, session } from 'electron';
import { hardenContents, hardenSession } from './harden.ts';
import { logFault } from './log.ts';
import { openSeat } from './seat.ts';
import { registerPageScheme } from './serve-pages.ts';
import { shellTexts } from './texts.ts';

/**
 * Entry of the Electron app. What must be said before Chromium is up is said here; the rest waits for `ready` in a
 * callback, because Electron evaluates this module to its end before it fires `ready`.
 */
if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  app.setAppUserModelId('example.hengling.console');
  registerPageScheme(protocol);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.whenReady().then(start).catch(fail);
} else {
  // The seat is open already; it has been told and comes to the front.
  app.quit();
}

async function start(): Promise<void> {
  // macOS needs its menu for copy and paste; elsewhere the default one only offers a reload and developer tools.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  hardenSession(session.defaultSession);
  await openSeat(import.meta.dirname);
}

function fail(error: unknown): void {
  logFault('start_failed', error);
  dialog.showErrorBox(
    shellTexts(app.getLocale()).startFailed,
    error instanceof Error ? error.message : String(error),
  );
  app.exit(1);
}
