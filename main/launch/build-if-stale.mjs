import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['main', 'preload', 'renderer', 'vite.config.ts', 'package.json', 'package-lock.json'];
const OUTPUTS = [
  'dist/main/index.js',
  'dist/main/serve.js',
  'dist/preload/index.cjs',
  'dist/renderer/console.html',
];

/** Builds what is older than its sources. A built tree starts at once. Returns whether there is a build to start. */
export function buildIfStale(root, node) {
  if (!isStale(root)) return true;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return ['main', 'preload', 'renderer'].every((mode) => {
    const build = ['build', '--mode', mode, '--logLevel', 'warn'];
    return spawnSync(node, [vite, ...build], { cwd: root, stdio: 'inherit' }).status === 0;
  });
}

/** A folder's own time changes when a file in it is added, renamed or removed, so folders count too. */
export function isStale(root) {
  const built = OUTPUTS.map((file) => changedAt(join(root, file)));
  const oldest = Math.min(...built);
  return oldest === 0 || SOURCES.some((source) => newestIn(join(root, source)) > oldest);
}

function newestIn(path) {
  const here = changedAt(path);
  if (here === 0 || !statSync(path).isDirectory()) return isBuildInfo(path) ? 0 : here;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules' && !isBuildInfo(name));
  return Math.max(here, ...inside.map((name) => newestIn(join(path, name))));
}

const isBuildInfo = (name) => name.endsWith('.tsbuildinfo');

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
