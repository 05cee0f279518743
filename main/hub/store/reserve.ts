import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'reserve.bin';
const SIZE_BYTES = 4 * 1024 * 1024;
/** Only laid where it does not itself fill the disk, and done without until there is so much room again. */
const ROOM_BYTES = 2 * SIZE_BYTES;

/**
 * Room on the disk that is kept back for alarms. A full disk stops ordinary commands; the reserve is then given up, and
 * what it leaves is for urgent ones alone (R61, R63: nothing gates an SOS, a withdrawal, a call to the police).
 */
export type Reserve = {
  /** Gives the room back to the disk; false when there is none left to give. */
  release: () => boolean;
  /** The reserve is spent and the disk still full: only urgent commands may take from what is left. */
  isSpent: () => boolean;
};

/** Lays the reserve in `dir`, unless it is there. Called after the record was opened: `dir` exists and is ours. */
export function openReserve(dir: string): Reserve {
  const file = join(dir, FILE);
  const hasRoom = () => {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize > ROOM_BYTES;
  };
  const lay = () => {
    if (existsSync(file) || !hasRoom()) return;
    const handle = openSync(file, 'w', 0o600);
    try {
      writeSync(handle, Buffer.alloc(SIZE_BYTES));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  };
  lay();
  let spent = !existsSync(file);
  return {
    release: () => {
      if (!existsSync(file)) return false;
      rmSync(file);
      spent = true;
      return true;
    },
    isSpent: () => {
      if (!spent || !hasRoom()) return spent;
      lay();
      return (spent = false);
    },
  };
}
