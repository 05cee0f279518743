import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerBasemapRequest, MOST_BYTES_A_RANGE } from '#hub/basemap-route.ts';
import { tempDir } from '#support/temp-dir.ts';

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const ADDRESS = '/basemap/china.pmtiles';

function resources(bytes: Uint8Array = BYTES): string {
  const dir = tempDir('basemap');
  mkdirSync(join(dir, 'basemap'));
  writeFileSync(join(dir, 'basemap', 'china.pmtiles'), bytes);
  writeFileSync(join(dir, 'secret.txt'), 'secret');
  return dir;
}

const get = (dir: string, range: string | null, pathname = ADDRESS, method = 'GET') =>
  answerBasemapRequest(dir, { method, pathname, range });

describe('base map over HTTP', () => {
  it.each([
    ['bytes=0-15', 0, 15],
    ['bytes=900-', 900, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
  ])('answers %s with bytes %i to %i', async (range, start, end) => {
    const { status, headers, body } = await get(resources(), range);
    expect(status).toBe(206);
    expect(headers).toMatchObject({
      'content-range': `bytes ${start}-${end}/1000`,
      'content-length': String(end - start + 1),
      'accept-ranges': 'bytes',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(body).toEqual(BYTES.slice(start, end + 1));
  });

  it.each(['bytes=1000-1100', 'bytes=20-10', 'bytes=-0'])(
    'refuses %s with the size of the file',
    async (range) => {
      const { status, headers, body } = await get(resources(), range);
      expect(status).toBe(416);
      expect(headers['content-range']).toBe('bytes */1000');
      expect(body).toBeNull();
    },
  );

  it('refuses a range larger than any reader needs', async () => {
    const dir = resources(new Uint8Array(MOST_BYTES_A_RANGE + 10));
    expect((await get(dir, 'bytes=0-')).status).toBe(416);
    expect((await get(dir, `bytes=0-${MOST_BYTES_A_RANGE - 1}`)).status).toBe(206);
  });

  it.each([null, undefined, 'pages=1-2', 'bytes=0-1,5-6', 'bytes=-', 'bytes=a-b'])(
    'answers %j with the whole file',
    async (range) => {
      const { status, headers, body } = await answerBasemapRequest(resources(), {
        method: 'GET',
        pathname: ADDRESS,
        range,
      });
      expect(status).toBe(200);
      expect(headers['content-length']).toBe('1000');
      expect(body).toEqual(BYTES);
    },
  );

  it('answers HEAD with the headers and no body', async () => {
    const dir = resources();
    const { status, headers, body } = await get(dir, 'bytes=0-9', ADDRESS, 'HEAD');
    expect(status).toBe(206);
    expect(headers['content-length']).toBe('10');
    expect(body).toBeNull();
    expect(headers['etag']).toBe((await get(dir, null)).headers['etag']);
  });

  it('names another file by another strong etag, and lets a page of another origin read it', async () => {
    const dir = resources();
    const before = (await get(dir, 'bytes=0-9')).headers;
    expect(before['etag']).toMatch(/^"[^"]+"$/);
    expect(before['access-control-expose-headers']).toMatch(/etag/);
    expect((await get(dir, 'bytes=10-19')).headers['etag']).toBe(before['etag']);
    utimesSync(join(dir, 'basemap', 'china.pmtiles'), 1, 1);
    expect((await get(dir, 'bytes=0-9')).headers['etag']).not.toBe(before['etag']);
  });

  it.each([
    '/basemap/../secret.txt',
    '/basemap/%2e%2e/secret.txt',
    '/basemap/..%2fsecret.txt',
    '/basemap/china.pmtiles/',
    '/basemap/%63hina.pmtiles',
    '/basemap//china.pmtiles',
    '/basemap/',
    '/basemap/constructor',
    'constructor',
    '__proto__',
  ])('knows no %s', async (pathname) => {
    expect(await get(resources(), 'bytes=0-9', pathname)).toMatchObject({ status: 404, body: null });
  });

  it('answers 404 where no base map is installed', async () => {
    expect((await get(tempDir('no-basemap'), 'bytes=0-9')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('does not take %s', async (method) => {
    expect(await get(resources(), null, ADDRESS, method)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });
});
