import { app } from 'electron';
import { join } from 'node:path';
import { defaultDataDir } from '#hub/data-dir.ts';

export type SeatPaths = {
  hubProcess: string;
  preload: string;
  pages: string;
  /** Files that come with the product and are read by the hub in parts: outside the archive when packaged. */
  resources: string;
  trayIcon: string;
  places: string;
  secrets: string;

  /** The record of this court. */
  hubData: string;
};

/** Where everything lies. The built tree has the same shape in development, in tests and in the package. */
export function seatPaths(mainFolder: string): SeatPaths {
  const root = join(mainFolder, '..', '..');
  const user = app.getPath('userData');
  const ownFolder = app.commandLine.hasSwitch('user-data-dir') && !process.env['HENGLING_DATA'];
  const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(root, 'resources');
  return {
    hubProcess: join(mainFolder, 'hub-process.js'),
    preload: join(root, 'dist', 'preload', 'index.cjs'),
    pages: join(root, 'dist', 'renderer'),
    resources,
    trayIcon: join(resources, 'icons', process.platform === 'win32' ? 'icon.ico' : 'tray.png'),
    places: join(user, 'window-places.json'),
    secrets: join(user, 'secrets'),
    // A seat that was given a folder of its own (a second court on one machine, a test) keeps its record there too.
    hubData: ownFolder ? join(user, 'hub') : defaultDataDir(),
  };
}
