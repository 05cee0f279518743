import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlacesFile } from '../../main/desktop/places-file.ts';
import { answerPageRequest } from '../../main/desktop/serve-pages.ts';
import { writeWhole } from '../../main/desktop/write-whole.ts';
import { CONTENT_SECURITY_POLICY } from '../../main/hub/page-headers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the pages under their own scheme', () => {
  let root: string;
  beforeEach(() => {
    root = join(folder, 'pages');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'console.html'), '<main>');
    writeFileSync(join(root, 'assets/a.js'), 'export {}');
    writeFileSync(join(root, 'assets/a.js.map'), '{}');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    mkdirSync(join(folder, 'pages-of-another'));
    writeFileSync(join(folder, 'pages-of-another/a.js'), 'secret');
  });
  const ask = (address: string, init?: RequestInit) => answerPageRequest(root, new Request(address, init));

  it('serves a page with its type and the policy', async () => {
    const answer = await ask('app://console/console.html#w=wall');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('<main>');
  });

  it('answers HEAD without a body', async () => {
    const answer = await ask('app://console/assets/a.js', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      '',
    ]);
  });

  it.each([
    ['app://console/../secret.txt', 404],
    ['app://console/..%2fsecret.txt', 404],
    ['app://console/%2e%2e%2fsecret.txt', 404],
    ['app://console/..%5csecret.txt', 404],
    ['app://console/assets/..%2f..%2fpages-of-another%2fa.js', 404],
    ['app://console/console.html%00.js', 404],
    ['app://console/%', 404],
    ['app://console/assets', 404],
    ['app://console/', 404],
    ['app://console/assets/a.js.map', 404],
    ['app://console/missing.js', 404],
    ['app://evil/console.html', 403],
    ['app://console.evil/console.html', 403],
  ])('answers %s with %i and the policy', async (address, status) => {
    const answer = await ask(address);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('secret');
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  it('takes no POST', async () => {
    expect((await ask('app://console/console.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('a file written whole', () => {
  it('replaces what was there and tells the digest', async () => {
    const path = join(folder, 'a.bin');
    writeFileSync(path, 'before');
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await writeWhole(path, bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect([...readFileSync(path)]).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).toEqual(['a.bin']);
  });

  it('leaves the old file and no remains when it cannot be put in place', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeWhole(join(folder, 'taken'), new Uint8Array(1))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('does not write through a link that somebody laid', async () => {
    writeFileSync(join(folder, 'target'), 'untouched');
    symlinkSync(join(folder, 'target'), join(folder, 'link'));
    await writeWhole(join(folder, 'link'), new Uint8Array([9]));
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('untouched');
  });
});

describe('places of windows', () => {
  const place = {
    display: 'A|1920x1080|0,0',
    bounds: { x: 1, y: 2, width: 800, height: 600 },
    fullScreen: false,
  };

  it('come back at the next start, with what was open', async () => {
    const path = join(folder, 'places.json');
    const first = openPlacesFile(path);
    first.remember('map', place, true);
    first.remember('board', place, false);
    await first.flush();
    const second = openPlacesFile(path);
    expect(second.placeOf('map')).toEqual(place);
    expect(second.openOnes()).toEqual(['map']);
    expect(second.placeOf('wall|x')).toBeNull();
  });

  it.each([
    '',
    '{',
    '[]',
    '{"map":{"open":true,"place":{"display":"A","bounds":{"x":0,"y":0,"width":-1,"height":1}}}}',
  ])('are none when the file is %j, which is no reason not to start', (text) => {
    const path = join(folder, 'places.json');
    writeFileSync(path, text);
    expect(openPlacesFile(path).openOnes()).toEqual([]);
  });
});
