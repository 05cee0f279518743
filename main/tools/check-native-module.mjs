import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** electron-builder's numbers. */
const ARCHITECTURES = { 1: 'x64', 3: 'arm64' };

const PACKAGES = {
  linux: (arch) => `linux-${arch}-gnu`,
  darwin: (arch) => `darwin-${arch}`,
  win32: (arch) => `win32-${arch}-msvc`,
};

/**
 * electron-builder calls this with each packed app, before it makes an installer of it. npm installs the relay's native
 * module for the machine that packs; in a package for another one it would be there and not load, and no picture would
 * come. So: exactly the one of the target, or no package.
 *
 * @param {{ electronPlatformName: string, arch: number, appOutDir: string,
 *   packager: { getResourcesDir(appOutDir: string): string, projectDir: string } }} packed
 */
export default function checkNativeModule({ electronPlatformName, arch, appOutDir, packager }) {
  const wanted = PACKAGES[electronPlatformName]?.(ARCHITECTURES[arch]);
  const folder = join(
    packager.getResourcesDir(appOutDir),
    'app.asar.unpacked',
    'node_modules',
    '@node-datachannel',
  );
  const found = existsSync(folder) ? readdirSync(folder) : [];
  if (found.length === 1 && found[0] === wanted) return;
  const { version } = JSON.parse(
    readFileSync(join(packager.projectDir, 'node_modules', 'node-datachannel', 'package.json'), 'utf8'),
  );
  throw new Error(
    `The package for ${electronPlatformName} ${ARCHITECTURES[arch]} holds ${found.join(', ') || 'no relay module'} instead of ${wanted}. ` +
      `Pack on such a machine, or add its module first: ` +
      `npm install --no-save --force @node-datachannel/${wanted}@${version}`,
  );
}
