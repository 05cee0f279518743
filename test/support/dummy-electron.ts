import { createPackage } from '@electron/asar';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** By this text `@electron/fuses` finds the switches inside an Electron executable; then come a 1, their number, and they. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = '101100011';

/** Languages of the dummy, of which a package keeps the wanted ones. */
const LOCALES = ['de', 'en-US', 'ja', 'zh-CN', 'zh-TW'];

/**
 * A folder that electron-builder takes for Electron's Linux distribution: everything it reads or changes is there, and
 * nothing that runs. What a package contains can thus be shown where Electron itself cannot be had.
 *
 * @param dir an empty folder, filled and left there.
 */
export async function makeDummyElectron(dir: string, version: string): Promise<void> {
  const fuses = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED),
  ]);
  const padding = Buffer.alloc(1024);
  await mkdir(join(dir, 'locales'), { recursive: true });
  await mkdir(join(dir, 'resources'));
  await mkdir(join(dir, 'default-app'));
  await writeFile(join(dir, 'electron'), Buffer.concat([padding, fuses, padding]), { mode: 0o755 });
  await writeFile(join(dir, 'chrome-sandbox'), padding, { mode: 0o755 });
  await writeFile(join(dir, 'version'), version);
  await writeFile(join(dir, 'LICENSE'), 'licence of the runtime\n');
  await writeFile(join(dir, 'LICENSES.chromium.html'), '<!doctype html>\n');
  await Promise.all(LOCALES.map((name) => writeFile(join(dir, 'locales', `${name}.pak`), padding)));
  await writeFile(join(dir, 'default-app', 'index.js'), '');
  await createPackage(join(dir, 'default-app'), join(dir, 'resources', 'default_app.asar'));
}
