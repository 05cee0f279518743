/** What the shell and its hub process say to each other. Both ends are ours and built together, so nothing is parsed. */
export type HubStart = {
  dataDir: string;
  pagesDir: string;
  resourcesDir: string;
  /** 0: any free port. */
  consolePort: number;
  drill: boolean;
};

export type ToHub = { type: 'start'; start: HubStart } | { type: 'stop' };

export type FromHub =
  | { type: 'ready'; consoleUrl: string; launchToken: string; fieldUrls: string[] }
  | { type: 'failed'; reason: string };
