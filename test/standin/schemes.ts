import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { readiness } from './readiness.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();
let server: Server | null = null;
let port = 0;

/**
 * Chromium knows no scheme of ours, so `app://console/x` is served as `http://console.app.localhost:<port>/x`: a secure
 * context that needs no DNS. Everything the app sees (addresses, frames, events, Origin headers) is mapped back.
 */
export async function openSchemeServer(): Promise<void> {
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  server.unref();
  port = (server.address() as AddressInfo).port;
}

export function closeSchemeServer(): void {
  server?.close();
  server?.closeAllConnections();
}

export function toBrowserAddress(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  return schemes.has(scheme) ? `http://${host}.${scheme}.localhost:${port}${rest}` : address;
}

export function toAppAddress(address: string): string {
  const match = new RegExp(`^http://([^./]+)\\.([a-z0-9+-]+)\\.localhost:${port}(.*)$`, 's').exec(address);
  const [, host = '', scheme = '', rest = ''] = match ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${rest}` : address;
}

/** The ending of hosts that stand for a scheme, for processes that see Origin headers: `.app.localhost:1234` → `app`. */
export function schemeHostEndings(): Record<string, string> {
  return Object.fromEntries([...schemes].map((scheme) => [`.${scheme}.localhost:${port}`, scheme]));
}

export const protocol = {
  registerSchemesAsPrivileged(list: { scheme: string }[]): void {
    if (readiness.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme } of list) schemes.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (!readiness.isReady()) throw new Error('protocol.handle can only be used after app is ready');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    schemes.add(scheme);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
};

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = toAppAddress(`http://${request.headers.host}${request.url}`);
  const handler = handlers.get(new URL(address).protocol.slice(0, -1));
  if (handler === undefined) {
    response.writeHead(502).end();
    return;
  }
  try {
    const answer = await handler(toRequest(address, request));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body === null) response.end();
    else Readable.fromWeb(answer.body as ReadableStream).pipe(response);
  } catch (error) {
    process.stderr.write(`stand-in: a protocol handler failed: ${String(error)}\n`);
    response.writeHead(500).end();
  }
}

function toRequest(address: string, request: IncomingMessage): Request {
  const headers = Object.entries(request.headers).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? { body: Readable.toWeb(request) as BodyInit, duplex: 'half' } : {};
  return new Request(address, { method: request.method ?? 'GET', headers, ...body });
}
