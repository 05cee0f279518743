import type { BrowserWindow } from 'electron';
import { logLine } from './log.ts';
import { createRestartPace } from './restart-pace.ts';

/** A page that crashes this often within a minute is left as it is: reloading would only hide why. */
const LIMIT = 5;

/** Loads a window's page again when its process died. The page then resumes by its cursor; drafts are the page's to keep. */
export function guardAgainstCrashes(window: BrowserWindow): void {
  const pace = createRestartPace();
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const waitMs = pace.afterCrash(Date.now());
    const recent = pace.recent(Date.now());
    logLine('page_gone', { reason: details.reason, exitCode: details.exitCode, recent });
    if (recent > LIMIT) return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, waitMs);
  });
  window.on('unresponsive', () => logLine('page_unresponsive'));
}
