import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openAddress } from './open-address.mjs';
import { say } from './say.mjs';

/**
 * Runs the hub alone and shows the console in the system's browser, until it is stopped.
 *
 * @param {{ check: boolean, open: boolean, drill: boolean, hubFlags: string[] }} wish
 * @returns {Promise<number>} exit code.
 */
export function runBrowserSeat(node, root, why, wish) {
  const flags = [...wish.hubFlags, ...(wish.drill ? ['--drill'] : [])];
  const hub = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', join(root, 'dist', 'main', 'serve.js'), ...flags],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const stop = () => hub.kill('SIGTERM');
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  return new Promise((resolve) => {
    let checked = null;
    hub.once('error', (error) => {
      say(`枢纽无法启动：${error.message}`, `The hub does not start: ${error.message}`);
      resolve(1);
    });
    hub.once('exit', (code) => resolve(checked ?? code ?? 0));
    hub.on('message', (message) => {
      if (message?.type !== 'ready') return;
      announce(message, why);
      if (wish.check) {
        isHealthy(message.consoleUrl)
          .then((healthy) => {
            checked = healthy ? 0 : 1;
            say(
              healthy ? '检查通过：枢纽应答正常。' : '检查未通过：枢纽没有应答。',
              `check: ${healthy ? 'ok' : 'failed'}`,
            );
          })
          .finally(stop);
      } else if (wish.open) openAddress(consoleAddress(message));
    });
  });
}

/** The token stands behind `#`, which is never sent to a server nor written to its log. */
function consoleAddress({ consoleUrl, launchToken }) {
  return `${consoleUrl}/console.html#t=${launchToken}`;
}

function announce(ready, why) {
  say(
    `\n未使用 Electron：${why.zh}。同一指挥台在浏览器中运行：`,
    `Electron is not used: ${why.en}. The same console runs in your browser:`,
  );
  process.stdout.write(`\n  ${consoleAddress(ready)}\n\n`);
  say(
    '浏览器中没有：系统级通话键、托盘、按显示器摆放窗口、原生保存与密钥库。按 Ctrl+C 停止。',
    'Not there in a browser: system-wide talk key, tray, windows placed by display, native save, key store. Stop with Ctrl+C.',
  );
}

async function isHealthy(consoleUrl) {
  try {
    const answer = await fetch(`${consoleUrl}/api/health`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok;
  } catch {
    return false; // no answer is the finding itself
  }
}
