import { spawn } from 'node:child_process';

/** An Electron that ends with a fault this soon never came up: a missing library, a forbidden sandbox. */
const UP_AFTER_MS = 8_000;
/** The app came up and found its hub unwell; see main/desktop/check-health.ts. */
const UNWELL = 3;
const REASONS = /error while loading shared libraries: \S+|[^\n]*SUID sandbox[^\n]*|Missing X server[^\n.]*/;

/**
 * Runs the app in Electron until it ends.
 *
 * @returns {Promise<{ code: number } | { failed: string }>} `failed` says why it did not come up.
 */
export function runElectron(binary, root, flags, environment = {}) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const { ELECTRON_RUN_AS_NODE: _wouldStartPlainNode, ...env } = process.env;
  const startedAt = Date.now();
  const child = spawn(binary, [root, ...flags, ...(asRoot ? ['--no-sandbox'] : [])], {
    env: { ...env, ...environment },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-8_000);
    process.stderr.write(chunk);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ failed: error.message }));
    child.once('close', (code, signal) => {
      if (code === UNWELL) resolve({ code: 1 });
      else if (code === 0 || Date.now() - startedAt > UP_AFTER_MS) resolve({ code: code ?? 1 });
      else
        resolve({
          failed: `${signal ?? `exit ${code}`}${REASONS.exec(said) ? `: ${REASONS.exec(said)[0].trim()}` : ''}`,
        });
    });
  });
}
