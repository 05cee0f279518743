import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A slow mirror is waited for, a dead network is not: `HENGLING_FETCH_MS` changes it. */
const FETCH_LIMIT_MS = Number(process.env.HENGLING_FETCH_MS ?? 300_000);

/** Path of Electron's executable, or null. Looking must not load the package: that alone would start a download. */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const written = join(folder, 'path.txt');
  if (!existsSync(folder) || (override === undefined && !existsSync(written))) return null;
  const usual = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const name = existsSync(written) ? readFileSync(written, 'utf8') : (usual[process.platform] ?? 'electron');
  const path = join(override ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** Tries once to fetch the executable; checked against the digests in the npm package. Returns null or why it failed. */
export function fetchElectron(root, node) {
  const script = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return 'electron is not among the installed packages';
  const options = { stdio: ['ignore', 'inherit', 'pipe'], timeout: FETCH_LIMIT_MS, encoding: 'utf8' };
  const result = spawnSync(node, [script], options);
  if (result.status === 0) return null;
  if (result.error?.code === 'ETIMEDOUT') return `no answer within ${FETCH_LIMIT_MS / 1000} s`;
  return /^\w*Error:.*$/m.exec(result.stderr ?? '')?.[0] ?? `exit ${result.status ?? result.signal}`;
}
