// Draws icon.png, icon.ico and tray.png from the SVG files beside this one. Run after changing a drawing:
//   node resources/icons/make-icons.mjs      (CHROMIUM_PATH names another Chromium)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const here = import.meta.dirname;
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/lib/chromium/chromium';
const browser = await chromium.launch({ executablePath });
const page = await browser.newPage();

async function draw(name, size) {
  const svg = readFileSync(join(here, name), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

/** An ICO is a directory of pictures; since Windows Vista each may be a PNG as it is. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ png, size }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

const pictures = [];
for (const size of [16, 24, 32, 48, 64, 128, 256]) {
  pictures.push({ size, png: await draw(size < 48 ? 'tray.svg' : 'icon.svg', size) });
}
writeFileSync(join(here, 'icon.ico'), ico(pictures));
writeFileSync(join(here, 'icon.png'), await draw('icon.svg', 1024));
writeFileSync(join(here, 'tray.png'), await draw('tray.svg', 32));
writeFileSync(join(here, 'tray@2x.png'), await draw('tray.svg', 64));
await browser.close();
