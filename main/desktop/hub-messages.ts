import type { SideName } from '#hub/ports.ts';

/** What the shell and its hub process say to each other. Both ends are ours and built together, so nothing is parsed. */
export type HubStart = {
  dataDir: string;
  pagesDir: string;
  resourcesDir: string;
  /** 0: any free port. */
  consolePort: number;
  drill: boolean;
};

export type ToHub =
  | { type: 'start'; start: HubStart }
  | { type: 'stop' }
  /** A side process that the hub asked for. */
  | { type: 'side_said'; side: number; message: unknown }
  | { type: 'side_ended'; side: number; code: number | null };

export type FromHub =
  | { type: 'ready'; consoleUrl: string; launchToken: string; fieldUrls: string[] }
  | { type: 'failed'; reason: string }
  /** A drill was started from the start screen: a restart goes on with it. */
  | { type: 'drill' }
  /** `side`: a number that the hub gives it. */
  | { type: 'side_start'; side: number; name: SideName }
  | { type: 'side_post'; side: number; message: unknown }
  | { type: 'side_kill'; side: number };
