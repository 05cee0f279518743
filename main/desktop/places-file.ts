import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Place } from './displays.ts';
import { background, logFault } from './log.ts';
import { writeWhole } from './write-whole.ts';

const Remembered = z.record(
  z.string(),
  z.object({
    open: z.boolean(),
    place: z.object({
      display: z.string(),
      bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
      fullScreen: z.boolean(),
    }),
  }),
);
type Remembered = z.infer<typeof Remembered>;

export type PlacesFile = {
  placeOf(window: string): Place | null;
  /** Names of the windows that were open when the seat was last left. */
  openOnes(): string[];
  remember(window: string, place: Place, open: boolean): void;
  /** Resolves when the last change is on disk. */
  flush(): Promise<void>;
};

/** Where this seat's windows were. A missing or broken file means that nothing is remembered: never a reason not to start. */
export function openPlacesFile(path: string): PlacesFile {
  const places = readPlaces(path);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    placeOf: (window) => places[window]?.place ?? null,
    openOnes: () => Object.keys(places).filter((window) => places[window]?.open),
    remember(window, place, open) {
      places[window] = { open, place };
      const text = Buffer.from(JSON.stringify(places, null, 2));
      writing = writing
        .then(() => writeWhole(path, text))
        .catch((error: unknown) => logFault('places_not_kept', error));
      background('places', writing);
    },
    async flush() {
      await writing;
    },
  };
}

function readPlaces(path: string): Remembered {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {}; // the first start, or a file that cannot be read: default places
  }
  try {
    return Remembered.parse(JSON.parse(text));
  } catch (error) {
    logFault('places_unreadable', error);
    return {};
  }
}
