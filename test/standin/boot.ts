import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readLaunchArguments } from './launch-arguments.ts';
import type * as ElectronModule from './electron-main.ts';
import { launch } from './launch.ts';

/**
 * Plays the Electron executable: the app's real main bundle runs in this Node process, `electron` resolves to our module,
 * the windows are pages of a real Chromium. It keeps the four promises that Playwright's launcher relies on: `-r` modules
 * are loaded first, the inspector and the DevTools address are announced on stderr, `ready` waits for the loader's leave.
 */
const raw = process.argv.slice(2);
if (raw.includes('--version') || raw.includes('-v')) {
  process.stdout.write('v0.0.0-stand-in\n');
  process.exit(0);
}

Object.assign(launch, readLaunchArguments(raw));
const moduleUrl = pathToFileURL(join(import.meta.dirname, 'electron-main.ts')).href;
const electronNames = new Set(['electron', 'electron/main', 'electron/common']);
registerHooks({
  resolve: (specifier, context, next) =>
    electronNames.has(specifier)
      ? { url: moduleUrl, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});
Object.assign(process.versions, { electron: '0.0.0-stand-in', chrome: '0' });
Object.assign(process, {
  type: 'browser',
  defaultApp: true,
  resourcesPath: join(import.meta.dirname, 'resources'),
});
process.argv = [process.argv0, ...launch.requires.flatMap((module) => ['-r', module]), ...launch.rest];
if (raw.some((argument) => argument.startsWith('--inspect'))) inspector.open(0, '127.0.0.1');

const require = createRequire(join(process.cwd(), 'stand-in.cjs'));
for (const module of launch.requires) require(module);

// Not before the modules above: the launcher's loader wraps what `electron` gives.
const electron = (await import(moduleUrl)) as typeof ElectronModule;
process.on('SIGTERM', () => electron.app.quit());
process.on('SIGINT', () => electron.app.quit());

// Electron evaluates the entry to its end before `ready`: a top-level `await app.whenReady()` hangs there, so it fails here.
const hung = setTimeout(() => {
  process.stderr.write(
    'stand-in: the entry has not settled after 10 s; use app.whenReady().then(…), not await\n',
  );
  process.exit(1);
}, 10_000);
const chromium = electron.standIn.startChromium().then(
  () => true,
  (error: unknown) => {
    // An app that leaves at once (a second instance) takes the browser down while it still starts.
    if (electron.app.isQuitting()) return false;
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
await import(pathToFileURL(launch.mainFile).href);
clearTimeout(hung);
if (await chromium) await electron.standIn.becomeReady();
