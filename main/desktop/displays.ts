import type { DisplayInfo } from '#contracts/bridge.ts';

export type Box = { x: number; y: number; width: number; height: number };

/** Where a window was. Display ids change from start to start, so a display is known by its label, size and place. */
export type Place = { display: string; bounds: Box; fullScreen: boolean };

/** Less of a window than this on a display cannot be grabbed with a mouse. */
const GRIP = 80;

export function displayKey(display: DisplayInfo): string {
  return `${display.label}|${display.width}x${display.height}|${display.x},${display.y}`;
}

/** The remembered display: the same at the same place, else the only one of that label and size. */
export function findDisplay(displays: DisplayInfo[], key: string): DisplayInfo | null {
  const exact = displays.find((display) => displayKey(display) === key);
  if (exact) return exact;
  const kind = key.slice(0, key.lastIndexOf('|'));
  const alike = displays.filter((display) => displayKey(display).startsWith(`${kind}|`));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The display that holds most of a box; the primary one when none does. */
export function displayOf(displays: DisplayInfo[], box: Box): DisplayInfo | null {
  const ranked = displays.toSorted((a, b) => overlap(b, box) - overlap(a, box));
  const best = ranked[0] ?? null;
  if (best !== null && overlap(best, box) > 0) return best;
  return displays.find((display) => display.primary) ?? best;
}

/**
 * Where a window opens: at its remembered place when that display is there, moved along with a display that moved;
 * else in the middle of `home`, no larger than it.
 */
export function placeWindow(
  remembered: Place | null,
  displays: DisplayInfo[],
  home: DisplayInfo,
  size: { width: number; height: number },
): Place {
  const display = remembered === null ? null : findDisplay(displays, remembered.display);
  if (remembered !== null && display !== null) {
    const [, was] = /\|(-?\d+,-?\d+)$/.exec(remembered.display) ?? [];
    const [wasX = display.x, wasY = display.y] = (was ?? '').split(',').filter(Boolean).map(Number);
    const moved = {
      ...remembered.bounds,
      x: remembered.bounds.x + display.x - wasX,
      y: remembered.bounds.y + display.y - wasY,
    };
    if (isReachable(display, moved)) {
      return { display: displayKey(display), bounds: moved, fullScreen: remembered.fullScreen };
    }
  }
  const width = Math.min(size.width, home.width);
  const height = Math.min(size.height, home.height);
  const x = home.x + Math.round((home.width - width) / 2);
  const y = home.y + Math.round((home.height - height) / 2);
  return { display: displayKey(home), bounds: { x, y, width, height }, fullScreen: false };
}

/** The displays that a video wall fills: all but the seat's own, or that one when it is alone. */
export function wallDisplays(displays: DisplayInfo[]): DisplayInfo[] {
  const spare = displays.filter((display) => !display.primary);
  return spare.length > 0 ? spare : displays.slice(0, 1);
}

function isReachable(display: DisplayInfo, box: Box): boolean {
  const across = Math.min(display.x + display.width, box.x + box.width) - Math.max(display.x, box.x);
  return across >= GRIP && box.y >= display.y && box.y <= display.y + display.height - GRIP;
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}
