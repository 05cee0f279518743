// `npm run dev`: builds on every change; a changed main or preload starts the app again, a changed page is loaded on F5.
// The pages stay on the product's own scheme and policy, so nothing works here that would fail when packaged.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const flags = process.argv.slice(2);
let running = null;

function restart() {
  running?.removeAllListeners('exit');
  running?.kill('SIGTERM');
  running = spawn(process.execPath, [resolve(root, 'main/launch.mjs'), '--built', ...flags], {
    cwd: root,
    stdio: 'inherit',
  });
  running.once('exit', (code) => process.exit(code ?? 0));
}

let firstBuilds = 3;
for (const mode of ['main', 'preload', 'renderer']) {
  const watcher = await build({ root, mode, logLevel: 'warn', build: { watch: {} } });
  watcher.on('event', ({ code, result }) => {
    result?.close();
    if (code !== 'END') return;
    if (firstBuilds > 0) firstBuilds -= 1;
    if (firstBuilds === 0 && (mode !== 'renderer' || running === null)) restart();
  });
}
