import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** Every base map that the hub hands out: address → file below `resources/`. A fixed list, so no address is a path. */
const BASEMAPS: Readonly<Record<string, readonly string[]>> = {
  '/basemap/china.pmtiles': ['basemap', 'china.pmtiles'],
};

/** More than a reader of PMTiles ever asks for at once. */
export const MOST_BYTES_A_RANGE = 8 * 1024 * 1024;

export type BasemapRequest = {
  method: string;
  /** Path of the address as it arrived, still percent-encoded, without the query. */
  pathname: string;
  /** The `Range` header. */
  range: string | null | undefined;
};

export type BasemapAnswer = { status: number; headers: Record<string, string>; body: Uint8Array | null };

export const isBasemapPath = (pathname: string): boolean => pathname.startsWith('/basemap/');

/**
 * Answers a page that reads a base map piece by piece: one byte range a request, 206 with the bytes, 416 for a range that
 * the file does not have, 404 for any other address. A request without a range gets the whole file.
 * The etag changes with the file, so that a page never mixes two of them; the page may read it across origins, because
 * a console in Electron is of another origin than its hub.
 */
export async function answerBasemapRequest(
  resourcesDir: string,
  { method, pathname, range }: BasemapRequest,
): Promise<BasemapAnswer> {
  const place = Object.hasOwn(BASEMAPS, pathname) ? BASEMAPS[pathname] : undefined;
  if (!place) return refuse(404);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' });
  try {
    await using file = await open(join(resourcesDir, ...place), 'r');
    const { size, mtimeMs } = await file.stat();
    const headers = {
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
      'cache-control': 'no-cache',
      'access-control-expose-headers': 'etag, content-range, content-length',
      'x-content-type-options': 'nosniff',
    };
    const slice = sliceOf(range, size);
    if (slice === null) return refuse(416, { ...headers, 'content-range': `bytes */${size}` });
    const length = slice.end - slice.start + 1;
    const answer = {
      status: slice.isPart ? 206 : 200,
      headers: {
        ...headers,
        'content-length': String(length),
        ...(slice.isPart ? { 'content-range': `bytes ${slice.start}-${slice.end}/${size}` } : {}),
      },
    };
    if (method === 'HEAD') return { ...answer, body: null };
    const body = new Uint8Array(length);
    const { bytesRead } = await file.read(body, 0, length, slice.start);
    if (bytesRead !== length)
      throw new Error(`the base map is shorter than it says: ${bytesRead} of ${length} bytes`);
    return { ...answer, body };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return refuse(404);
    throw error;
  }
}

const refuse = (status: number, headers: Record<string, string> = {}): BasemapAnswer => ({
  status,
  headers: { ...headers, 'content-length': '0' },
  body: null,
});

type Slice = { start: number; end: number; isPart: boolean };

/** First and last byte asked for; null when the file has none of them, or they are too many at once. */
function sliceOf(range: string | null | undefined, size: number): Slice | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  // A header that is no single byte range is ignored, as RFC 9110 (14.2) allows.
  if (!asked || (asked[1] === '' && asked[2] === ''))
    return size > 0 ? { start: 0, end: size - 1, isPart: false } : null;
  const isSuffix = asked[1] === '';
  const start = isSuffix ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const end = isSuffix || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  if (start > end || end - start + 1 > MOST_BYTES_A_RANGE) return null;
  return { start, end, isPart: true };
}
