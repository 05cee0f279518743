import { spawn } from 'node:child_process';
import { say } from './say.mjs';

const OPENERS = {
  win32: (address) => ['cmd', ['/c', 'start', '""', address.replaceAll('&', '^&')]],
  darwin: (address) => ['open', [address]],
};

/** Shows an address in the system's browser; where there is none, the printed address is enough. */
export function openAddress(address) {
  const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (noDisplay) return;
  const [command, values] = OPENERS[process.platform]?.(address) ?? ['xdg-open', [address]];
  const opener = spawn(command, values, { stdio: 'ignore', detached: true });
  opener.once('error', () =>
    say('（未能打开浏览器，请手动打开上面的地址）', '(no browser could be opened; open the address by hand)'),
  );
  opener.unref();
}
