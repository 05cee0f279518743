// `npm start`: the console in Electron when its binary is there or can be fetched, else the same console in a browser.
//   --browser   do not use Electron            --no-open   do not open a browser, only print the address
//   --drill     start with the drill           --check     start, ask the hub how it is, stop; exit 0 or 1
//   --data DIR, --port N   handed to the hub   --built     do not look whether the build is stale
// Plain JavaScript that an old Node can run too, so that the message about the Node version can be shown.
import { resolve } from 'node:path';
import { buildIfStale } from './launch/build-if-stale.mjs';
import { fetchElectron, findElectron } from './launch/electron-binary.mjs';
import { findNodeRuntime, NO_RUNTIME } from './launch/node-runtime.mjs';
import { runBrowserSeat } from './launch/run-browser-seat.mjs';
import { runElectron } from './launch/run-electron.mjs';
import { say } from './launch/say.mjs';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const flags = process.argv.slice(2);
const has = (name) => flags.includes(`--${name}`);

/** Why Electron cannot be used, or its binary. */
function chooseShell(node) {
  if (has('browser')) return { why: { zh: '已指定 --browser', en: '--browser was given' } };
  let binary = findElectron(root);
  if (binary === null) {
    const failed = process.env.CI ? 'not fetched because CI is set' : fetchNow(node);
    binary = findElectron(root);
    if (binary === null) {
      return { why: { zh: `其程序尚未安装（${failed}）`, en: `its binary is not installed (${failed})` } };
    }
  }
  const standIn = process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && !standIn) {
    return { why: { zh: '没有可用的显示器', en: 'there is no display' } };
  }
  return { binary };
}

function fetchNow(node) {
  say(
    '正在获取 Electron（可设 ELECTRON_MIRROR 使用内网镜像；npm start -- --browser 可跳过）……',
    'Fetching Electron (ELECTRON_MIRROR names a mirror of yours; npm start -- --browser skips this) …',
  );
  return fetchElectron(root, node);
}

async function main() {
  const node = findNodeRuntime(root);
  if (node === null) {
    say(...NO_RUNTIME);
    return 1;
  }
  if (!has('built') && !buildIfStale(root, node)) {
    say('构建失败，未启动。请看上面的错误。', 'The build failed, nothing was started; see the error above.');
    return 1;
  }
  let { binary, why } = chooseShell(node);
  if (binary !== undefined) {
    const outcome = await runElectron(binary, root, flags, dataFolder());
    if ('code' in outcome) return outcome.code;
    why = { zh: `它未能启动（${outcome.failed}）`, en: `it did not come up (${outcome.failed})` };
  }
  const wish = {
    check: has('check'),
    drill: has('drill'),
    open: !has('no-open') && !process.env.CI,
    hubFlags: hubFlags(),
  };
  return runBrowserSeat(node, root, why, wish);
}

/** `--data DIR` and `--port N`, as the hub's own entry takes them. */
function hubFlags() {
  return ['--data', '--port'].flatMap((name) => (valueOf(name) === null ? [] : [name, valueOf(name)]));
}

/** Electron hands its switches to Chromium as well; the folder goes to the hub inside by the environment. */
function dataFolder() {
  const folder = valueOf('--data');
  return folder === null ? {} : { HENGLING_DATA: resolve(folder) };
}

function valueOf(name) {
  const at = flags.indexOf(name);
  return at < 0 ? null : (flags[at + 1] ?? null);
}

process.exitCode = await main();
