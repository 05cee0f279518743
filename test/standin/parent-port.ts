import { EventEmitter } from 'node:events';
import { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Loaded into the Node child that plays a utility process, before the app's own entry. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => process.send?.(message),
  start: () => undefined,
});
/** As on a real port, what comes before anybody listens waits: the app's entry is still being loaded then. */
let early: unknown[] | null = [];
const hand = (data: unknown) => port.emit('message', { data, ports: [] });
process.on('message', (data) => (early ? void early.push(data) : hand(data)));
port.on('newListener', (event) => {
  if (event !== 'message' || !early) return;
  const waiting = early;
  early = null;
  queueMicrotask(() => waiting.forEach(hand));
});
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port, type: 'utility' });

const hosts = JSON.parse(process.env.STANDIN_SCHEME_HOSTS ?? '{}') as Record<string, string>;

/** `http://console.app.localhost:1234` → `app://console`, which is what a server would see from the real Chromium. */
function schemeOrigin(origin: string): string | null {
  for (const [ending, scheme] of Object.entries(hosts)) {
    if (origin.startsWith('http://') && origin.endsWith(ending))
      return `${scheme}://${origin.slice(7, -ending.length)}`;
  }
  return null;
}

/** Translates the Origin of a request on its way in, and the one that the answer allows on its way out. */
function translate(request: IncomingMessage, response: unknown): void {
  const origin = request.headers.origin;
  const mapped = origin === undefined ? null : schemeOrigin(origin);
  if (origin === undefined || mapped === null) return;
  request.headers.origin = mapped;
  request.rawHeaders = request.rawHeaders.map((value) => (value === origin ? mapped : value));
  if (!(response instanceof ServerResponse)) return;
  const writeHead = response.writeHead.bind(response) as (...values: unknown[]) => ServerResponse;
  response.writeHead = (...values: unknown[]) => {
    const given = values.at(-1);
    if (given !== null && typeof given === 'object' && !Array.isArray(given)) {
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value as string);
      values.pop();
    }
    if (response.getHeader('access-control-allow-origin') === mapped) {
      response.setHeader('access-control-allow-origin', origin);
    }
    return writeHead(...values);
  };
}

const emit = Server.prototype.emit as (this: Server, event: string, ...values: unknown[]) => boolean;
Server.prototype.emit = function emitTranslated(this: Server, event: string, ...values: unknown[]): boolean {
  const [request, response] = values;
  if ((event === 'request' || event === 'upgrade') && request instanceof IncomingMessage)
    translate(request, response);
  return emit.call(this, event, ...values);
} as Server['emit'];
