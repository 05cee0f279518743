import type { Protocol } from 'electron';
import { readPageFile } from '#hub/page-files.ts';
import { pageHeaders } from '#hub/page-headers.ts';
import { PAGE_HOST, PAGE_SCHEME } from './own-address.ts';

/** Before `ready`: tells Chromium that the scheme has an origin, is secure, may fetch and keep compiled code. */
export function registerPageScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** After `ready`: serves the built pages from `root`. */
export function servePages(protocol: Protocol, root: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answerPageRequest(root, request));
}

/** GET and HEAD of a file of the console, nothing else. Every answer carries the page's headers, a refusal too. */
export async function answerPageRequest(root: string, request: Request): Promise<Response> {
  const headers = pageHeaders('console');
  // With a body, because Chromium shows an error page of its own, without our headers, in place of an empty refusal.
  const refuse = (status: number) => new Response(String(status), { status, headers });
  const url = new URL(request.url);
  if (url.host !== PAGE_HOST) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = await readPageFile(root, url.pathname);
  if (file === null) return refuse(404);
  const body = request.method === 'HEAD' ? null : file.bytes;
  return new Response(body, { headers: { ...headers, 'content-type': file.contentType } });
}
