import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { ERRORS, type ErrorCode } from '#contracts/errors.ts';
import { sendMessage } from '#contracts/message.ts';
import { UpMessage } from '#contracts/sync.ts';
import { createEnrolment } from '#contracts/unit.ts';
import { anyInput } from '#support/any-input.ts';
import { anyOf } from '#support/any-event.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { openPage, type TestPage } from '#support/hub/page.ts';
import { anotherAddress, ask, post, sayAndWait } from '#support/hub/raw-request.ts';
import { openRawSocket } from '#support/hub/raw-socket.ts';
import {
  type Court,
  foundTestCourt,
  newId,
  openTestHub,
  PASSWORD,
  type TestHub,
} from '#support/hub/test-hub.ts';

/** In every value that is sent; must be in no answer and in no log. */
const MARK = 'mark~';

let test: TestHub;
let court: Court;
let url: string;
let secureUrl: string;
let operator: string;
let phone: { unitId: string; token: string };
let witness: TestPage;
let pagesDir: string;
const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    logged.push(String(chunk));
    return true;
  });
  pagesDir = mkdtempSync(join(tmpdir(), 'hengling-pages-'));
  mkdirSync(join(pagesDir, 'inside', 'assets'), { recursive: true });
  writeFileSync(join(pagesDir, 'secret.txt'), 'outside the pages');
  for (const name of ['console.html', 'field.html', 'assets/app.js', 'assets/app.js.map'])
    writeFileSync(join(pagesDir, 'inside', name), `page ${name}`);
  test = await openTestHub({ startSide: idleSide, pagesDir: join(pagesDir, 'inside') });
  court = await foundTestCourt(test);
  url = test.hub.consoleUrl;
  secureUrl = test.hub.fieldUrls.at(-1)!;
  operator = await court.seat('operator');
  phone = await court.phone('A1-01');
  witness = await openPage(url, operator);
});
afterAll(async () => {
  witness.close();
  await test[Symbol.asyncDispose]();
  rmSync(pagesDir, { recursive: true });
});

/** Another page is still served, and still told what happens. */
async function nobodyElseNotices(): Promise<void> {
  const messageId = newId();
  const message = {
    commandId: newId(),
    messageId,
    operationId: null,
    unitIds: [phone.unitId],
    kind: 'note' as const,
    replyTo: null,
    text: '注意',
    occurredAt: new Date().toISOString(),
  };
  expect(await witness.client.call(sendMessage, message)).toMatchObject({ ok: true });
  await witness.until('the event', (page) => page.get('message', messageId) !== undefined);
}

const STACK = /\bat \S+ \(|node_modules|file:\/\/|\.ts:\d|Error:|FST_|SQLITE/;
/** A refusal as the contract has it: a code of the table under its status, and nothing of what was sent. */
function expectRefusal({ status, body }: { status: number; body: string }, code?: ErrorCode) {
  expect(body).not.toContain(MARK);
  expect(body).not.toMatch(STACK);
  const answer = JSON.parse(body) as {
    ok: boolean;
    error?: { code: ErrorCode; params?: { paths?: string } };
  };
  expect(answer.ok).toBe(false);
  expect(status).toBe(ERRORS[answer.error!.code]);
  expect(answer.error!.code).not.toBe('internal');
  if (answer.error!.code === 'invalid_input')
    expect(answer.error!.params?.paths ?? '(root)').toMatch(/^[\w.() ]{1,300}$/);
  if (code !== undefined) expect(answer.error!.code).toBe(code);
}

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => MARK + text);
const anyJson = fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 });
/** Any JSON, in whose every string is the mark. */
const anyMarked: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(anyText, tie('node'), { maxKeys: 3 }),
  ),
})).node;
const ODD_KEYS = ['__proto__', 'constructor', 'toString', '', `${MARK}key`, 'commandId', '0'];

/** Puts something else into one place of a message that fits. */
const mutated = (fits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fits,
      anyMarked,
      fc.nat(1_000),
      fc.constantFrom('replace', 'remove', 'add'),
      fc.constantFrom(...ODD_KEYS),
    )
    .map(([whole, other, where, how, key]) => {
      const copy = structuredClone(whole) as Record<string, unknown>;
      const keys = Object.keys(copy);
      const place = keys[where % Math.max(1, keys.length)];
      if (how === 'add' || place === undefined)
        Object.defineProperty(copy, key, {
          value: other,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      else if (how === 'remove') delete copy[place];
      else copy[place] = other;
      return copy;
    });

describe('every endpoint, over HTTP', () => {
  // Signing out with this token would end the test; what the others may do to the court is refused or harmless.
  const names = [...ENDPOINTS.keys()].filter(
    (name) => !['session.sign_out', 'setup.start_drill'].includes(name),
  );

  it.each(names)('%s answers random and mutated input with a code, and with nothing of it', async (name) => {
    const input = mutated(anyInput(ENDPOINTS.get(name)!.input));
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyMarked, anyJson, input), fc.boolean(), async (body, signedIn) => {
        const answer = await post(
          url,
          name,
          JSON.stringify(body) ?? '',
          signedIn ? { authorization: `Bearer ${operator}` } : {},
        );
        expect(answer.body).not.toContain(MARK);
        if (answer.status !== 200) expectRefusal(answer);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it.each([
    ['malformed JSON', `{"a": ${MARK}`],
    ['JSON cut short', '{"commandId": "'],
    ['nothing', ''],
    ['a key that would change a prototype', `{"__proto__": {"admin": "${MARK}"}}`],
    ['nesting without end', '['.repeat(100_000)],
    ['nesting that closes', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
    ['half a character', '{"login":"\\ud800","password":"x","seat":"A1"}'],
  ])('takes %s for what it is', async (_what, body) => {
    expectRefusal(await post(url, 'session.sign_in', body), 'invalid_input');
    await nobodyElseNotices();
  });

  it.each([
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/xml',
  ])('takes no body of type %s, which a form could send', async (type) => {
    const { status, body } = await post(url, 'session.sign_in', `login=${MARK}`, { 'content-type': type });
    expectRefusal({ status, body }, 'invalid_input');
  });

  it('refuses a body of 1 MB', async () => {
    const answer = await post(url, 'session.sign_in', JSON.stringify({ login: MARK.repeat(200_000) })).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    // The hub may close before all of it is sent.
    if (typeof answer === 'object') expectRefusal(answer, 'message_too_large');
    else expect(['EPIPE', 'ECONNRESET']).toContain(answer);
    await nobodyElseNotices();
  });

  it.each([
    '/api/no.such',
    `/api/${'x'.repeat(3_000)}`,
    '/api/',
    '/api/..%2f..%2fsession.read',
    '/api/%00',
    '/api/__proto__',
    '/api/constructor',
  ])('has no endpoint at %s', async (path) => {
    const { status, body } = await ask(url, {
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expectRefusal({ status, body }, 'unknown_endpoint');
    expect(body).not.toContain('xxx');
  });

  it.each(['/%zz', `/api/%${MARK}`, '/%c3%28'])(
    'does not repeat an address that cannot be read: %s',
    async (path) => {
      const { status, body } = await ask(url, { path });
      expect(body).not.toContain(path.slice(1));
      expect(body).not.toMatch(STACK);
      expect([400, 404]).toContain(status);
    },
  );

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'GET', 'PROPFIND'])(
    '%s does nothing to an endpoint',
    async (method) => {
      const { status, body } = await ask(url, {
        method,
        path: '/api/session.read',
        headers: { authorization: `Bearer ${operator}` },
      });
      expect([400, 404, 405, 501]).toContain(status);
      expect(body).not.toContain('operator');
    },
  );

  it('answers HEAD and OPTIONS as a browser asks them', async () => {
    expect(await ask(url, { method: 'HEAD', path: '/api/health' })).toMatchObject({ status: 200, body: '' });
    const origin = 'app://console';
    const preflight = await ask(url, { method: 'OPTIONS', path: '/api/session.read', headers: { origin } });
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': origin } });
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('lets one address call so often and no oftener, and others all the while', async () => {
    const from = anotherAddress();
    const answers = await Promise.all(
      Array.from({ length: 900 }, () => post(url, 'session.sign_in', '{}', {}, from)),
    );
    const refused = answers.filter(({ status }) => status === ERRORS.too_many_requests);
    expect(refused.length).toBeGreaterThan(0);
    refused.forEach((answer) => expectRefusal(answer, 'too_many_requests'));
    expectRefusal(await post(url, 'session.sign_in', '{}'), 'invalid_input');
  });
});

describe('strangers', () => {
  const evil = 'https://evil.example';

  it.each([
    ['a foreign page', { origin: evil }],
    ['a page of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a name that was made to point here', { host: 'evil.example' }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['no host that could be one', { host: '[::1' }],
  ])('%s gets no answer over HTTP and no socket', async (_who, headers: Record<string, string>) => {
    expectRefusal(await post(url, 'setup.read', '{}', headers), 'foreign_origin');
    expect((await ask(url, { path: '/console.html', headers })).status).toBe(403);
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'x3JJHMbDL1EzLkh9GBhXDw==',
      ...headers,
    };
    expect((await ask(url, { path: '/ws', headers: upgrade })).status).toBe(403);
    expect((await ask(url, { path: '/elsewhere', headers: { ...upgrade, origin: url } })).status).toBe(404);
  });

  it('whoever asks for a socket and hangs up at once ends nothing', async () => {
    const upgrade = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n`;
    const sockets = Array.from({ length: 60 }, (_, n) =>
      sayAndWait(url, upgrade(n % 2 === 0 ? '/ws' : '/x')),
    );
    sockets.forEach(({ socket }) =>
      socket.once('connect', () => setImmediate(() => socket.resetAndDestroy())),
    );
    await Promise.all(sockets.map(({ closed }) => closed));
    await nobodyElseNotices();
  });

  it.each([
    ['no token', '', 'signed_out'],
    ['a made-up one', 'x'.repeat(43), 'signed_out'],
    ['SQL', "' OR 1=1 --", 'signed_out'],
  ])('a hello with %s is told so, and closed', async (_what, token, code) => {
    const socket = await openRawSocket(url);
    socket.say({ t: 'hello', token, cursor: null, epoch: null });
    expect(await socket.closed).toEqual({ status: 1008, reason: code });
    expect(socket.heard).toEqual([{ t: 'bye', code }]);
  });

  it('paths lead nowhere but to the pages and the base map', async () => {
    const paths = [
      '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%00/../secret.txt',
      '//etc/passwd', '/file:///etc/passwd', '/basemap/../courts.json', '/basemap/..%2fcourts.json', '/basemap/%2e%2e/courts.json', '/assets/app.js.map', '/.', '/assets',
    ]; // prettier-ignore
    for (const path of paths) {
      const { status, body } = await ask(url, { path });
      expect({ path, status, body: /outside|root:|最高人民法院|map/.test(body) }).toEqual({
        path,
        status: 404,
        body: false,
      });
    }
    expect(await ask(url, { path: '/assets/app.js' })).toMatchObject({
      status: 200,
      body: 'page assets/app.js',
    });
  });
});

describe('the socket', () => {
  const hello = fc
    .constantFrom(null, 0, -1, 1.5, 1e300, `${MARK}`, {}, [])
    .map((cursor) => ({ t: 'hello', token: `${MARK}token`, cursor, epoch: null }));
  const fits = fc.oneof(
    ...UpMessage.options
      .filter(({ shape }) => shape.t.value !== 'hello')
      .map((option) => anyOf(option as z.ZodType, 't')),
  );

  it('answers random and mutated messages with a code, and with nothing of them', async () => {
    const CODES = ['invalid_input', 'signed_out', 'message_too_large', 'too_many_requests'];
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyMarked, anyJson, hello, mutated(fits as fc.Arbitrary<unknown>)),
        fc.boolean(),
        async (message, signedIn) => {
          const socket = await openRawSocket(url, signedIn ? { token: operator } : {});
          const before = socket.text().length;
          socket.say(message ?? null);
          socket.say({ t: 'ping', sentAt: 1 });
          await Promise.race([
            socket.closed,
            signedIn ? socket.next('pong').catch(() => undefined) : socket.closed,
          ]);
          const said = socket.text().slice(before);
          socket.close();
          expect(said).not.toContain(MARK);
          expect(said).not.toMatch(STACK);
          for (const bye of socket.heard.filter((heard) => heard.t === 'bye'))
            expect(CODES).toContain(bye.code);
        },
      ),
      { numRuns: 80, endOnFailure: true },
    );
    await nobodyElseNotices();
  });

  it.each([
    ['a second hello', (token: string) => JSON.stringify({ t: 'hello', token, cursor: null, epoch: null })],
    ['text that is no JSON', () => `${MARK}{`],
    ['binary', () => Buffer.alloc(64, 7)],
    ['a stream whose name is none', () => JSON.stringify({ t: 'need', stream: MARK })],
    ['nesting without end', () => '['.repeat(100_000)],
  ])('%s ends the line with a code', async (_what, message) => {
    const socket = await openRawSocket(url, { token: operator });
    socket.sayRaw(message(operator));
    expect(await socket.closed).toEqual({ status: 1008, reason: 'invalid_input' });
    await nobodyElseNotices();
  });

  it('what is said before the hello, or between it and the welcome, ends the line', async () => {
    const early = await openRawSocket(url);
    early.say({ t: 'call', id: 1, name: 'session.read', input: {} });
    expect(await early.closed).toEqual({ status: 1008, reason: 'invalid_input' });
    const twice = await openRawSocket(url);
    twice.say({ t: 'hello', token: operator, cursor: null, epoch: null });
    twice.say({ t: 'hello', token: operator, cursor: null, epoch: null });
    expect(await twice.closed).toEqual({ status: 1008, reason: 'invalid_input' });
  });

  it('a call of no endpoint, or of one that needs this machine, is refused on an open line', async () => {
    const socket = await openRawSocket(url, { token: operator });
    socket.say({ t: 'call', id: 1, name: 'no.such', input: { secret: MARK } });
    expect(await socket.next('reply')).toEqual({
      t: 'reply',
      id: 1,
      ok: false,
      error: { code: 'unknown_endpoint' },
    });
    socket.close();
  });

  it('a message of 1 MB ends its line and no other', async () => {
    const socket = await openRawSocket(url, { token: operator });
    socket.sayRaw('x'.repeat(1_000_000));
    expect((await socket.closed).status).toBe(1009);
    await nobodyElseNotices();
  });

  it('ten thousand messages in a second end their line and no other', async () => {
    const socket = await openRawSocket(url, { token: operator });
    for (let n = 0; n < 10_000; n++) socket.say({ t: 'ping', sentAt: n });
    await nobodyElseNotices();
    await socket.closed;
    expect(socket.heard.at(-1)).toEqual({ t: 'bye', code: 'too_many_requests' });
    await nobodyElseNotices();
  });

  it('whoever connects and says nothing, or stops in the middle, is let go', async () => {
    const clientHello = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]);
    const plainUrl = secureUrl.replace('https', 'http');
    const waiting = {
      silent: sayAndWait(plainUrl, ''),
      'half a TLS hello': sayAndWait(plainUrl, clientHello),
      'half a request': sayAndWait(plainUrl, 'GET / HTTP/1.1\r\nHost: a\r\n'),
      'silent here': sayAndWait(url, ''),
      'half a request here': sayAndWait(url, 'POST /api/setup.read HTTP/1.1\r\nHost: 127.0.0.1\r\n'),
      'half a body here': sayAndWait(
        url,
        'POST /api/setup.read HTTP/1.1\r\nHost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
      ),
    };
    const speechless = await openRawSocket(url);
    await Promise.all(Object.values(waiting).map(({ closed }) => closed));
    await speechless.closed;
    expect(speechless.heard).toEqual([{ t: 'bye', code: 'no_hello' }]);
    await nobodyElseNotices();
  });
});

describe('the door for phones', () => {
  const trusted = async () => {
    const { body, headers } = await ask(secureUrl.replace('https', 'http'), { path: '/trust' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    const der = await fetch(`${secureUrl.replace('https', 'http')}/trust/ca.crt`).then(async (answer) =>
      Buffer.from(await answer.arrayBuffer()),
    );
    const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    return { der, pem, body };
  };

  it('has a certificate of the hub’s own authority, whose fingerprint is shown at the seat and on the page', async () => {
    const { der, pem, body } = await trusted();
    const fingerprint = createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g)!.join(':');
    const enrolment = await test.must(
      createEnrolment,
      { commandId: newId(), unitId: phone.unitId },
      court.system,
    );
    expect(enrolment.caFingerprint).toBe(fingerprint);
    expect(body.replaceAll('\n', ':')).toContain(fingerprint);
    expect(await ask(secureUrl, { path: '/api/health', ca: pem })).toMatchObject({ status: 200 });
    await expect(ask(secureUrl, { path: '/api/health' })).rejects.toThrow(
      /self-signed|unable to (verify|get)/,
    );
  });

  it('leads from plain HTTP to the page of trust, and to HTTPS; it answers nothing else there', async () => {
    const plain = secureUrl.replace('https', 'http');
    expect(await ask(plain, { path: '/' })).toMatchObject({ status: 302, headers: { location: '/trust' } });
    expect(await ask(plain, { path: '/field.html' })).toMatchObject({
      status: 302,
      headers: { location: `${secureUrl}/field.html` },
    });
    expectRefusal(
      await post(plain, 'session.read', '{}', { authorization: `Bearer ${operator}` }),
      'unknown_endpoint',
    );
    const { headers } = await ask(plain, { path: '/x', headers: { host: 'evil.example/\\@' } });
    expect(headers['location']).toBe('/trust');
  });

  it('serves the field page and its socket over HTTPS, to its own origin', async () => {
    const { pem } = await trusted();
    expect(await ask(secureUrl, { path: '/field.html', ca: pem })).toMatchObject({
      status: 200,
      body: 'page field.html',
    });
    const token = (await court.phone('A1-05')).token;
    const socket = await openRawSocket(secureUrl, { token, ca: pem, headers: { origin: secureUrl } });
    expect(socket.heard[0]).toMatchObject({ t: 'welcome', caller: { role: 'officer' } });
    socket.close();
    await expect(
      openRawSocket(secureUrl, { token, ca: pem, headers: { origin: 'https://evil.example' } }),
    ).rejects.toThrow('403');
  });

  it('does not take the launch token from another machine’s door for what it is not', async () => {
    const { pem } = await trusted();
    const answer = await ask(secureUrl, {
      method: 'POST',
      path: '/api/setup.start_drill',
      ca: pem,
      headers: { 'content-type': 'application/json', 'x-launch-token': 'x'.repeat(43) },
      body: JSON.stringify({ commandId: newId() }),
    });
    expectRefusal(answer, 'launch_token_wrong');
  });
});

describe('the log', () => {
  it('tells of no value, no secret and no fault after all of this', () => {
    const all = logged.join('');
    for (const secret of [MARK, PASSWORD, operator, phone.token, test.hub.launchToken, '（虚构）'])
      expect(all).not.toContain(secret);
    expect(logged.filter((line) => line.includes('"level":"fault"'))).toEqual([]);
  });
});
