import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { ERRORS, refuse, type Result } from '#contracts/errors.ts';
import { digestOf } from '../auth/token.ts';
import { answerBasemapRequest } from '../basemap-route.ts';
import { logFault } from '../log.ts';
import type { OpenCourt } from '../open-court.ts';
import { readPageFile } from '../page-files.ts';
import { pageHeaders } from '../page-headers.ts';
import { createOnePort, LIMITS } from './one-port.ts';
import { hostName, isLoopback, isOwnOrigin } from './origins.ts';
import { createTokenBuckets } from './token-bucket.ts';
import { TRUST_CSS, trustPage } from './trust-page.ts';
import { createSocketGate, MAX_MESSAGE_BYTES } from './ws.ts';

export type DoorSettings = {
  court: () => OpenCourt;
  pagesDir: string;
  resourcesDir: string;
  launchToken: string;
  /** 0: any free port. */
  consolePort: number;
  fieldPort: number;
  leaf: { certPem: string; keyPem: string };
  authority: { caDer: Uint8Array; fingerprint: string };
};

export type Doors = AsyncDisposable & { consolePort: number; fieldPort: number };

/** Of one address, for all calls over HTTP; and for those that try a secret. This machine plays whole drills. */
const CALLS = { burst: 300, perSecond: 100 };
const SECRETS = { burst: 30, perSecond: 1 };
const SECRETS_HERE = { burst: 300, perSecond: 30 };
const TRIES_A_SECRET = new Set(['session.sign_in', 'field.enrol']);

/**
 * Opens the hub's two doors: the console's on loopback, and the one for phones and other machines, with HTTPS under the
 * hub's own authority. Both mount the same endpoints, pages and socket.
 */
export async function openDoors(settings: DoorSettings): Promise<Doors> {
  const gate = createSocketGate(settings.court);
  const here = await mount(settings, { secure: false });
  const outside = await mount(settings, { secure: true });
  const strangers = await mountPlain(settings);

  const console = createServer(LIMITS, hardened(here));
  console.on('upgrade', upgradeOf(gate.upgrade, false));
  const field = createOnePort(settings.leaf, { plain: hardened(strangers), secure: hardened(outside) });
  field.secure.on('upgrade', upgradeOf(gate.upgrade, true));

  const consolePort = await listen(console, settings.consolePort, '127.0.0.1');
  const fieldPort = await listen(field.net, settings.fieldPort, undefined);
  return {
    consolePort,
    fieldPort,
    [Symbol.asyncDispose]: async () => {
      gate.close();
      console.closeAllConnections();
      field.hangUp();
      await Promise.all([
        closed(console),
        closed(field.net),
        here.close(),
        outside.close(),
        strangers.close(),
      ]);
    },
  };
}

const hardened =
  (app: FastifyInstance): RequestListener =>
  (request, response) =>
    app.routing(request, response);

const upgradeOf =
  (
    upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, secure: boolean) => void,
    secure: boolean,
  ) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?')[0];
    const { origin, host } = request.headers;
    const known = secure || isLoopback(hostName(host));
    if (path === '/ws' && known && isOwnOrigin(origin, host, secure))
      return upgrade(request, socket, head, secure);
    const status = path === '/ws' ? '403 Forbidden' : '404 Not Found';
    socket.on('error', () => socket.destroy()); // Node took its own listener off; without one a reset would end the hub
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };

async function mount(settings: DoorSettings, { secure }: { secure: boolean }): Promise<FastifyInstance> {
  const app = newApp();
  const calls = createTokenBuckets(CALLS, Date.now);
  const secrets = createTokenBuckets(SECRETS, Date.now);
  const secretsHere = createTokenBuckets(SECRETS_HERE, Date.now);

  app.addHook('onRequest', async (request, reply) => {
    const { origin, host } = request.headers;
    if (!secure && !isLoopback(hostName(host))) return answer(reply, refuse('foreign_origin')); // DNS rebinding
    if (!isOwnOrigin(origin, host, secure)) return answer(reply, refuse('foreign_origin'));
    if (origin !== undefined && !secure) {
      reply.header('access-control-allow-origin', origin).header('vary', 'origin');
      reply.header('access-control-expose-headers', 'etag, content-range, accept-ranges, content-length');
    }
    if (request.method === 'OPTIONS') {
      reply.header('access-control-allow-methods', 'GET, HEAD, POST');
      reply.header('access-control-allow-headers', 'authorization, content-type, range, x-launch-token');
      reply.header('access-control-max-age', '600');
      return reply.code(204).send();
    }
  });

  app.get('/api/health', async (_request, reply) => {
    const { context, version } = settings.court();
    const head = await context.store.head();
    return reply.send({
      ok: true,
      version,
      configured: context.court() !== null,
      drill: context.drill(),
      head: head.seq,
    });
  });

  app.post<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
    const { name } = request.params;
    const address = request.socket.remoteAddress ?? '';
    const local = isLoopback(address.replace(/^::ffff:/, ''));
    const tries = TRIES_A_SECRET.has(name) ? (local ? secretsHere : secrets) : calls;
    if (!tries.take(address)) return answer(reply, refuse('too_many_requests'));
    const { context, dispatch } = settings.court();
    const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const session = token === undefined ? null : context.sessions.find(token);
    const access = ENDPOINTS.get(name)?.access;
    // Whoever signs in or enrols anew may still carry the token that no longer stands.
    if (session && !session.ok && access !== 'public' && access !== 'launch')
      return answer(reply, refuse(session.code));
    const caller = session?.ok ? session.caller : null;
    const launched = local && isToken(request.headers['x-launch-token'], settings.launchToken);
    const host = request.headers.host ?? '';
    return answer(reply, await dispatch(name, request.body, { caller, line: null, address, launched, host }));
  });

  app.get('/basemap/*', async (request, reply) => {
    const { method, url, headers } = request;
    const pathname = url.split('?')[0]!;
    const served = await answerBasemapRequest(settings.resourcesDir, {
      method,
      pathname,
      range: headers.range ?? null,
    });
    for (const [name, value] of Object.entries(served.headers)) reply.header(name, value);
    return reply.code(served.status).send(served.body === null ? null : Buffer.from(served.body));
  });
  app.get('/', (_request, reply) => reply.redirect(secure ? '/field.html' : '/console.html'));
  mountTrust(app, settings);
  app.get('/*', (request, reply) => sendPage(settings.pagesDir, request, reply));
  await app.ready();
  return app;
}

/** Plain HTTP from outside: how to trust us, and the way to HTTPS for all else. */
async function mountPlain(settings: DoorSettings): Promise<FastifyInstance> {
  const app = newApp();
  app.get('/', (_request, reply) => reply.redirect('/trust'));
  mountTrust(app, settings);
  app.get('/*', ({ headers: { host }, url }, reply) =>
    reply.redirect(hostName(host) === '' || !url.startsWith('/') ? '/trust' : `https://${host}${url}`),
  );
  await app.ready();
  return app;
}

function mountTrust(app: FastifyInstance, { authority }: DoorSettings): void {
  const policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";
  app.get('/trust', (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(trustPage(authority.fingerprint)),
  );
  app.get('/trust/page.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(TRUST_CSS));
  app.get('/trust/ca.crt', (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="ca.crt"')
      .type('application/x-x509-ca-cert')
      .send(Buffer.from(authority.caDer)),
  );
}

function newApp(): FastifyInstance {
  const app = fastify({
    bodyLimit: MAX_MESSAGE_BYTES,
    logger: false,
    exposeHeadRoutes: true,
    // An address that cannot be decoded names nothing; Fastify's own answer would repeat it.
    frameworkErrors: (_error, _request, reply) => void answer(reply, refuse('unknown_endpoint')),
  });
  app.removeContentTypeParser('text/plain');
  // A body that is not JSON, or too large, ends here: its text is in no answer and in no log.
  app.setErrorHandler<Error & { statusCode?: number; code?: string }>((error, _request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return answer(reply, refuse('message_too_large'));
    if ((error.statusCode ?? 500) < 500) return answer(reply, refuse('invalid_input', { paths: '(root)' }));
    logFault('http', error);
    return answer(reply, refuse('internal'));
  });
  app.setNotFoundHandler((_request, reply) => answer(reply, refuse('unknown_endpoint')));
  return app;
}

const answer = (reply: FastifyReply, result: Result<unknown>) =>
  reply
    .code(result.ok ? 200 : ERRORS[result.error.code])
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(result);

/** Built names carry a hash of their content; the pages themselves and the service worker are asked for anew each time. */
async function sendPage(
  pagesDir: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const pathname = request.url.split('?')[0]!;
  const file = await readPageFile(pagesDir, pathname);
  reply.headers(pageHeaders(pathname.startsWith('/field') ? 'field' : 'console'));
  if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('404');
  const caching = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return reply
    .header('cache-control', caching)
    .header('content-type', file.contentType)
    .send(Buffer.from(file.bytes));
}

/** Both hashed first, so that no comparison with the secret is ever timed. */
const isToken = (given: string | string[] | undefined, token: string): boolean =>
  typeof given === 'string' && digestOf(given) === digestOf(token);

function listen(server: NetServer | Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      server.on('error', (error) => logFault('listener', error));
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const closed = (server: NetServer | Server) => new Promise<void>((resolve) => server.close(() => resolve()));
