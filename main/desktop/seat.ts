import { app, dialog, protocol } from 'electron';
import { bringToFront } from './alerts.ts';
import { checkHealth, UNWELL } from './check-health.ts';
import { askBeforeClosing } from './close-question.ts';
import { openHubHost } from './hub-host.ts';
import { background, logFault } from './log.ts';
import { watchMachine } from './machine-events.ts';
import { mountIpc } from './mount-ipc.ts';
import { openPlacesFile } from './places-file.ts';
import { seatPaths } from './seat-paths.ts';
import { SeatWindows } from './seat-windows.ts';
import { createSecrets } from './secrets.ts';
import { servePages } from './serve-pages.ts';
import { shellHandlers } from './shell-handlers.ts';
import { shellTexts } from './texts.ts';
import { openTray } from './tray.ts';

/** A hub that fails this often within a minute is worth telling the operator about; it is tried on regardless. */
const TELL_AFTER_FAILURES = 3;

/** Opens the seat: hub, pages, windows, tray. Everything closes again when the app quits, the hub last. */
export async function openSeat(mainFolder: string): Promise<void> {
  const paths = seatPaths(mainFolder);
  const texts = shellTexts(app.getLocale());
  const places = openPlacesFile(paths.places);
  const windows = new SeatWindows({
    preload: paths.preload,
    version: app.getVersion(),
    title: texts.product,
    places,
  });
  const openMain = () => bringToFront(windows.main() ?? openGuardedMain());
  const tray = openTray(paths.trayIcon, texts, { show: openMain, quit: () => app.quit() });

  const hub = openHubHost(
    paths.hubProcess,
    {
      dataDir: paths.hubData,
      pagesDir: paths.pages,
      resourcesDir: paths.resources,
      consolePort: 0,
      drill: app.commandLine.hasSwitch('drill'),
    },
    {
      onAddress: (address) => {
        tray.tell(address !== null);
        windows.tell({ type: 'hub', address });
      },
      onFailure: (reason, recent) => {
        if (recent === TELL_AFTER_FAILURES) dialog.showErrorBox(texts.hubFailed, reason);
      },
    },
  );

  let quitting = false;
  function openGuardedMain() {
    const window = windows.openMain();
    window.on('close', (event) => {
      if (quitting) return;
      event.preventDefault();
      background('close_question', closeAsked());
    });
    return window;
  }
  async function closeAsked(): Promise<void> {
    const window = windows.main();
    if (window === null) return;
    const answer = await askBeforeClosing(window, texts);
    if (answer === 'keep_hub') window.destroy();
    if (answer === 'quit') app.quit();
  }

  app.on('before-quit', () => {
    quitting = true;
    windows.leave();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    Promise.allSettled([places.flush(), hub.stop()])
      .then(() => {
        closed = true;
        app.quit();
      })
      .catch((error: unknown) => logFault('quit_failed', error));
  });
  // The hub goes on without windows; the tray leads back.
  app.on('window-all-closed', () => undefined);
  app.on('second-instance', openMain);
  app.on('activate', openMain);

  servePages(protocol, paths.pages);
  mountIpc(shellHandlers({ windows, secrets: createSecrets(paths.secrets), hubAddress: hub.address }));
  watchMachine(windows);
  openGuardedMain();
  windows.restore();

  if (app.commandLine.hasSwitch('check')) {
    const healthy = await checkHealth(await hub.ready);
    app.exit(healthy ? 0 : UNWELL);
  }
}
