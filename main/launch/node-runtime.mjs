import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** TypeScript without a build step and `node:sqlite` need this; the hub runs on nothing older. */
const OLDEST = [22, 18];

/**
 * The Node that runs the hub: this one when it is new enough, else the one that `npm ci` brought along.
 *
 * @returns {string | null} path of an executable, or null when there is none.
 */
export function findNodeRuntime(root, version = process.versions.node) {
  if (isNewEnough(version)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  return existsSync(brought) ? brought : null;
}

export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

export const NO_RUNTIME = [
  `枢纽需要 Node ${OLDEST.join('.')} 或更新版本，当前为 ${process.versions.node}。请先运行 npm ci（自带 Node 24：Linux x64/arm64、Windows x64），其他平台请从系统软件源安装 Node 24。`,
  `The hub needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. Run npm ci first (it brings Node 24 on Linux x64/arm64 and Windows x64); elsewhere install Node 24 from your system's packages.`,
];
