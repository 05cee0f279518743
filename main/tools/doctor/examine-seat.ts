import { fail, fine, said, warn, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';

/** Every picture comes as VP8 or H.264 and every voice as Opus; the relay changes none of them. */
const NEEDED = ['video/vp8', 'audio/opus'];
const WANTED = ['video/h264'];

const GET_BROWSER = said(
  'Debian、统信、麒麟：apt install chromium；或用 CHROMIUM_PATH 指明已装的 Chrome、Edge、Chromium',
  'Debian and its kin: apt install chromium; or name an installed Chrome, Edge or Chromium in CHROMIUM_PATH',
);

export function examineElectron({ electron }: Machine): Finding {
  if (electron !== null) return fine('electron', said(`Electron：${electron}`, `Electron: ${electron}`));
  return warn(
    'electron',
    said(
      'Electron 程序未安装：npm start 将在浏览器中打开指挥台',
      'Electron’s binary is not installed: npm start opens the console in a browser',
    ),
    said(
      '运行 npx install-electron --no；内网可用 ELECTRON_MIRROR 指明镜像',
      'Run npx install-electron --no; inside a closed network name a mirror in ELECTRON_MIRROR',
    ),
  );
}

export function examineBrowser({ browser, electron }: Machine): Finding {
  if (browser !== null) {
    const version = browser.version ?? '?';
    return fine(
      'browser',
      said(`浏览器：${browser.path}（${version}）`, `Browser: ${browser.path} (${version})`),
    );
  }
  const found = said('未找到 Chromium 内核浏览器', 'No Chromium of any make was found');
  return electron === null ? fail('browser', found, GET_BROWSER) : warn('browser', found, GET_BROWSER);
}

export function examineCodecs({ codecs }: Machine): Finding {
  if (codecs === null) {
    return warn(
      'codecs',
      said('无法询问浏览器支持的编码', 'The browser could not be asked for its codecs'),
      GET_BROWSER,
    );
  }
  const has = new Set(codecs.map((name) => name.toLowerCase()));
  const lacking = [...NEEDED, ...WANTED]
    .filter((name) => !has.has(name))
    .map((name) => name.split('/')[1]!.toUpperCase());
  if (lacking.length === 0) return fine('codecs', said('编码：VP8、H.264、Opus', 'Codecs: VP8, H.264, Opus'));
  const names = lacking.join(', ');
  const found = said(`浏览器缺少编码：${names}`, `The browser lacks ${names}`);
  const mend = said(
    '改用 Chrome、Edge 或系统自带的 Chromium；缺 H.264 时 iPhone 的画面无法显示',
    'Use Chrome, Edge or the distribution’s Chromium; without H.264 an iPhone’s picture is not shown',
  );
  return NEEDED.every((name) => has.has(name)) ? warn('codecs', found, mend) : fail('codecs', found, mend);
}

export function examineFonts({ chineseFonts }: Machine): Finding {
  if (chineseFonts === null)
    return fine('fonts', said('中文字体由系统自带', 'Chinese fonts come with the system'));
  const [first] = chineseFonts;
  if (first !== undefined) {
    return fine(
      'fonts',
      said(
        `中文字体：${first} 等 ${chineseFonts.length} 种`,
        `Chinese fonts: ${chineseFonts.length}, ${first} among them`,
      ),
    );
  }
  return warn(
    'fonts',
    said('没有中文字体，汉字将显示为方框', 'There is no Chinese font: every character would be a box'),
    said(
      'apt install fonts-noto-cjk（或 fonts-wqy-microhei）',
      'apt install fonts-noto-cjk (or fonts-wqy-microhei)',
    ),
  );
}
