const USUAL = [
  // Debian's browser itself: the wrapper in /usr/bin adds switches and prints on stderr.
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The Chromium that tests, the stand-in and the doctor use: `CHROMIUM_PATH`, else the first of the usual places.
 * @throws when there is none; the message says how to get one.
 */
export function findChromium(exists: (path: string) => boolean): string {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') {
    if (exists(asked)) return asked;
    throw new Error(`CHROMIUM_PATH names no file: ${asked}`);
  }
  const found = USUAL.find(exists);
  if (found !== undefined) return found;
  throw new Error('No Chromium found. Install one (Debian: apt install chromium) or set CHROMIUM_PATH.');
}
