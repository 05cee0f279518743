import { EtagMismatch } from 'pmtiles';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HubBasemap, openBase } from '#renderer/console/map/base-source.ts';

const asked: { url: string; range: string | null }[] = [];
function answering(status: number, etag: string | null = '"one"') {
  asked.length = 0;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, range: new Headers(init.headers).get('range') });
    return Promise.resolve(
      new Response(status === 206 ? new Uint8Array([1, 2, 3]) : null, {
        status,
        headers: etag === null ? {} : { etag },
      }),
    );
  });
}
afterEach(() => vi.unstubAllGlobals());

describe('base map from the hub', () => {
  it('asks the hub for the bytes, wherever the hub is by now', async () => {
    answering(206);
    let port = 1;
    const source = new HubBasemap(() => Promise.resolve(`http://127.0.0.1:${port++}`));
    const { data, etag } = await source.getBytes(100, 3);
    await source.getBytes(0, 10);
    expect(new Uint8Array(data)).toEqual(new Uint8Array([1, 2, 3]));
    expect(etag).toBe('"one"');
    expect(asked).toEqual([
      { url: 'http://127.0.0.1:1/basemap/china.pmtiles', range: 'bytes=100-102' },
      { url: 'http://127.0.0.1:2/basemap/china.pmtiles', range: 'bytes=0-9' },
    ]);
  });

  it('starts anew when the file is another one', async () => {
    answering(206, '"two"');
    const source = new HubBasemap(() => Promise.resolve('http://127.0.0.1:1'));
    await expect(source.getBytes(0, 3, undefined, '"one"')).rejects.toBeInstanceOf(EtagMismatch);
    await expect(source.getBytes(0, 3, undefined, '"two"')).resolves.toBeDefined();
  });

  it.each([200, 404, 416, 503])('takes an answer of %i for no base map', async (status) => {
    answering(status);
    await expect(new HubBasemap(() => Promise.resolve('http://127.0.0.1:1')).getBytes(0, 3)).rejects.toThrow(
      String(status),
    );
  });

  it('is asked for again after a failure', async () => {
    answering(503);
    const { answer, renew } = openBase(() => Promise.resolve('http://127.0.0.1:1'));
    const ask = () => answer({ url: 'pmtiles://china', type: 'json' }, new AbortController()).then(() => 'answered', (error: Error) => error.message); // prettier-ignore
    expect(await ask()).toMatch(/503/);
    const before = asked.length;
    expect(await ask()).toMatch(/503/);
    expect(asked).toHaveLength(before);
    renew();
    answering(404);
    expect(await ask()).toMatch(/404/);
  });
});
