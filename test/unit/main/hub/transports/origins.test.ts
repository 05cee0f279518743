import { describe, expect, it } from 'vitest';
import { hostName, isLoopback, isOwnOrigin } from '#hub/transports/origins.ts';

describe('hostName', () => {
  it.each([
    ['127.0.0.1:7800', '127.0.0.1'],
    ['LocalHost', 'localhost'],
    ['[::1]:7800', '::1'],
    ['10.0.0.7', '10.0.0.7'],
  ])('of %s is %s', (host, name) => expect(hostName(host)).toBe(name));

  it.each([
    undefined,
    '',
    'a b',
    'a/b',
    'user@host',
    '[::1',
    '127.0.0.1:123456',
    'a\r\nb',
    '127.0.0.1:80:80',
  ])('of %j is nothing', (host) => expect(hostName(host)).toBe(''));
});

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('%s is this machine', (name) =>
    expect(isLoopback(name)).toBe(true),
  );
  it.each([
    '',
    '10.0.0.1',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '0.0.0.0',
    '128.0.0.1',
    'localhost.evil.example',
  ])('%j is not', (name) => expect(isLoopback(name)).toBe(false));
});

describe('isOwnOrigin', () => {
  it.each([
    [undefined, '127.0.0.1:7800', false, true],
    ['http://127.0.0.1:7800', '127.0.0.1:7800', false, true],
    ['https://10.0.0.7:8443', '10.0.0.7:8443', true, true],
    ['app://console', '127.0.0.1:7800', false, true],
    // From here on strangers.
    ['http://127.0.0.1:7801', '127.0.0.1:7800', false, false],
    ['https://127.0.0.1:7800', '127.0.0.1:7800', false, false],
    ['http://10.0.0.7:8443', '10.0.0.7:8443', true, false],
    ['app://console', '10.0.0.7:8443', true, false],
    ['app://field', '127.0.0.1:7800', false, false],
    ['null', '127.0.0.1:7800', false, false],
    ['', '127.0.0.1:7800', false, false],
  ])('origin %j at host %j (secure: %j): %j', (origin, host, secure, own) =>
    expect(isOwnOrigin(origin, host, secure)).toBe(own),
  );
});
