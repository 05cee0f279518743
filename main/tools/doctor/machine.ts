/** What the doctor saw of a machine. Null where it could not be asked; that is a finding of its own, never a guess. */
export type Machine = {
  platform: NodeJS.Platform;
  arch: string;
  /** Of the Node that runs the doctor, which runs the hub too: `24.21.0`. */
  node: string;
  memoryBytes: number;
  /** A scratch database opened just as the record is; `refused` when SQLite would not promise what was asked of it. */
  sqlite: { version: string; journal: string; synchronous: number } | { refused: string };
  /** Path of Electron's executable. */
  electron: string | null;
  browser: { path: string; version: string | null } | null;
  /** MIME types that a Chromium says it can send and receive in a call: `video/VP8`, `audio/opus`. */
  codecs: readonly string[] | null;
  /** What kept the relay's native module from loading; null when it loaded. */
  relayFault: string | null;
  /** Families of fonts that hold Chinese. Null where the system brings them. */
  chineseFonts: readonly string[] | null;
  fieldPort: { port: number; state: 'free' | 'ours' | 'taken' | 'forbidden' };
  data: {
    dir: string;
    /** Whether the folder, or the nearest one above it that exists, takes a file. */
    writable: boolean;
    local: boolean;
    freeBytes: number;
  };
  clock: {
    /** Milliseconds since 1970, UTC. */
    now: number;
    timeZone: string;
    /** Whether the system says that it follows a time server. */
    synchronised: boolean | null;
  };
};
