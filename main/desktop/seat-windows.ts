import { BrowserWindow, screen, type Display } from 'electron';
import {
  SHELL_EVENT_CHANNEL,
  VERSION_ARGUMENT,
  WINDOW_KIND_KEY,
  type DisplayInfo,
  type ShellEvent,
  type WindowKind,
} from '#contracts/bridge.ts';
import { displayKey, displayOf, placeWindow, wallDisplays, type Place } from './displays.ts';
import { background, logFault } from './log.ts';
import { CONSOLE_PAGE } from './own-address.ts';
import type { PlacesFile } from './places-file.ts';
import { guardAgainstCrashes } from './crash-guard.ts';

export type SeatWindowOptions = { preload: string; version: string; title: string; places: PlacesFile };

/** Background of a window before its page has painted: the dark theme's ground, so that nothing flashes white. */
const GROUND = '#0b0f14';
const MAIN = 'main';
const SIZES = {
  main: { width: 1680, height: 1000 },
  map: { width: 1280, height: 900 },
  board: { width: 1280, height: 900 },
  wall: { width: 1280, height: 720 },
};

/** The seat's windows by name: `main`, `map`, `board`, and `wall|<display>` for each filled display. */
export class SeatWindows {
  readonly #options: SeatWindowOptions;
  readonly #windows = new Map<string, BrowserWindow>();
  #leaving = false;

  constructor(options: SeatWindowOptions) {
    this.#options = options;
  }

  main(): BrowserWindow | null {
    return this.#windows.get(MAIN) ?? null;
  }

  openMain(): BrowserWindow {
    return this.#show(MAIN, '', this.#placeOf(MAIN, SIZES.main));
  }

  /** Returns how many windows of the kind are now shown. */
  openKind(kind: WindowKind): number {
    if (kind !== 'wall') {
      this.#show(kind, kind, this.#placeOf(kind, SIZES[kind]));
      return 1;
    }
    const targets = wallDisplays(currentDisplays());
    for (const display of targets) {
      const alone = display.primary; // a wall on the only display is an ordinary window
      const { x, y, width, height } = display;
      const whole = { display: displayKey(display), bounds: { x, y, width, height }, fullScreen: true };
      this.#show(
        `wall|${displayKey(display)}`,
        kind,
        alone ? placeWindow(null, [display], display, SIZES.wall) : whole,
      );
    }
    return targets.length;
  }

  /** Opens again what was open when the seat was last left. */
  restore(): void {
    const names = this.#options.places.openOnes();
    if (names.includes('map')) this.openKind('map');
    if (names.includes('board')) this.openKind('board');
    if (names.some((name) => name.startsWith('wall|'))) this.openKind('wall');
  }

  /** After displays came or went: an open wall fills what there is now, and no window lies where nothing is. */
  arrange(): void {
    const displays = currentDisplays();
    const wall = [...this.#windows.keys()].filter((name) => name.startsWith('wall|'));
    if (wall.length === 0) return;
    const wanted = new Set(wallDisplays(displays).map((display) => `wall|${displayKey(display)}`));
    this.openKind('wall');
    for (const name of wall) if (!wanted.has(name)) this.#windows.get(name)?.close();
  }

  /** The seat is being left: windows that close from now on are remembered as open. */
  leave(): void {
    this.#leaving = true;
  }

  tell(event: ShellEvent): void {
    for (const window of this.#windows.values()) {
      if (!window.isDestroyed()) window.webContents.send(SHELL_EVENT_CHANNEL, event);
    }
  }

  #placeOf(name: string, size: { width: number; height: number }): Place {
    const displays = currentDisplays();
    const spare = displays.find((display) => !display.primary);
    const primary = displays.find((display) => display.primary) ?? displays[0];
    const home = name === MAIN ? primary : (spare ?? primary);
    if (home === undefined) throw new Error('the OS reports no display');
    return placeWindow(this.#options.places.placeOf(name), displays, home, size);
  }

  #show(name: string, kind: WindowKind | '', place: Place): BrowserWindow {
    const open = this.#windows.get(name);
    if (open !== undefined) {
      if (open.isMinimized()) open.restore();
      open.show();
      return open;
    }
    const window = this.#create(name, place);
    this.#windows.set(name, window);
    this.#keepPlace(name, window);
    const hash = kind === '' ? '' : `#${WINDOW_KIND_KEY}=${kind}`;
    background('page_load', window.loadURL(CONSOLE_PAGE + hash));
    return window;
  }

  #create(name: string, place: Place): BrowserWindow {
    const { preload, title, version } = this.#options;
    const window = new BrowserWindow({
      ...place.bounds,
      ...(name.startsWith('wall|') && place.fullScreen
        ? { frame: false }
        : { minWidth: 960, minHeight: 600 }),
      show: false,
      title,
      backgroundColor: GROUND,
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        // A map behind another window still has to count the age of what it shows.
        backgroundThrottling: false,
        additionalArguments: [VERSION_ARGUMENT + version],
      },
    });
    window.once('ready-to-show', () => {
      window.setBounds(place.bounds);
      window.show();
      if (place.fullScreen) window.setFullScreen(true);
    });
    guardAgainstCrashes(window);
    return window;
  }

  #keepPlace(name: string, window: BrowserWindow): void {
    const { places } = this.#options;
    const keep = (open: boolean) => {
      try {
        const bounds = window.getNormalBounds();
        const display = displayOf(currentDisplays(), bounds);
        if (display === null) return;
        places.remember(
          name,
          { display: displayKey(display), bounds, fullScreen: window.isFullScreen() },
          open,
        );
      } catch (error) {
        logFault('place_not_kept', error);
      }
    };
    window.once('show', () => keep(true));
    // Both come at every pixel of a drag; the place is kept when it rests.
    let resting: NodeJS.Timeout | undefined;
    const keepSoon = () => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        if (!window.isDestroyed()) keep(true);
      }, 500);
    };
    window.on('move', keepSoon);
    window.on('resize', keepSoon);
    // Closed by its user it stays closed; closed because the seat is left, it comes back.
    window.on('close', (event) => {
      if (!event.defaultPrevented) keep(this.#leaving);
    });
    window.once('closed', () => this.#windows.delete(name));
  }
}

export function currentDisplays(): DisplayInfo[] {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().map((display) => toInfo(display, primary));
}

function toInfo(display: Display, primary: number): DisplayInfo {
  return { id: display.id, label: display.label, ...display.bounds, primary: display.id === primary };
}
