import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Surroundings = { platform: NodeJS.Platform; env: Record<string, string | undefined>; home: string };

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * Where a hub keeps its record when it is not told otherwise: `HENGLING_DATA`, or the user's folder for data that stays
 * on this machine. Never a roaming or synchronised one, which would lock or copy the record while it is written.
 */
export function defaultDataDir({ platform, env, home }: Surroundings = here()): string {
  if (env['HENGLING_DATA']) return resolve(env['HENGLING_DATA']);
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Hengling', 'hub');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Hengling', 'hub');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'hengling', 'hub');
}

/** A drill has a record of its own, so that nothing of it can be taken for the court's. */
export function drillDataDir(dataDir: string): string {
  return join(dataDir, 'drill');
}
