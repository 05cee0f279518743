import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** What a build puts into `dist/renderer`. A type that is not here is handed out as bytes, never guessed. */
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

export type PageFile = { bytes: Uint8Array<ArrayBuffer>; contentType: string };

/**
 * Reads a file of the pages.
 *
 * @param pathname a URL's path as it arrived, still percent-encoded.
 * @returns null when there is no such file, when the path leaves `root`, and when it is not decodable: to a stranger
 *   the three look the same. Source maps are not handed out.
 */
export async function readPageFile(root: string, pathname: string): Promise<PageFile | null> {
  const file = locatePageFile(root, pathname);
  if (file === null) return null;
  try {
    const bytes = new Uint8Array(await readFile(file));
    return { bytes, contentType: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream' };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The absolute path, or null when the address names nothing inside `root`. */
export function locatePageFile(root: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null; // malformed percent-encoding names no file
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.endsWith('.map')) return null;
  const base = resolve(root);
  const file = resolve(base, `.${sep}${decoded}`);
  return file.startsWith(base + sep) ? file : null;
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
