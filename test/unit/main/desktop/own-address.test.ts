import { describe, expect, it } from 'vitest';
import { isOwnAddress, isSafeOutside, isTrustedFrame } from '../../../../main/desktop/own-address.ts';

describe('own addresses', () => {
  it.each(['app://console/', 'app://console/console.html#w=wall', 'app://console/assets/a.js?v=1'])(
    'takes %s for ours',
    (address) => expect(isOwnAddress(address)).toBe(true),
  );

  it.each([
    'app://console.evil/',
    'app://console@evil/',
    'app://someone:word@console/',
    'app://evil/console.html',
    'App-x://console/',
    'http://console/',
    'https://console.app.localhost/',
    'file:///console.html',
    'about:blank',
    'data:text/html,app://console/',
    'javascript:app://console/',
    'blob:app://console/1',
    '',
    'console',
  ])('takes %j for a stranger', (address) => expect(isOwnAddress(address)).toBe(false));
});

describe('links to the outside', () => {
  it('opens web pages over TLS and mail', () => {
    expect(['https://www.court.gov.cn/a?b#c', 'mailto:duty@court.example'].every(isSafeOutside)).toBe(true);
  });

  it.each([
    'http://court.example/',
    'file:///etc/passwd',
    'smb://server/share',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'vbscript:x',
    'app://console/',
    'not an address',
  ])('never hands %j to the system', (address) => expect(isSafeOutside(address)).toBe(false));
});

describe('who may ask the shell', () => {
  it('answers the top frame of one of our pages only', () => {
    const url = 'app://console/console.html';
    expect(isTrustedFrame({ url, parent: null })).toBe(true);
    expect(isTrustedFrame({ url, parent: { url } })).toBe(false);
    expect(isTrustedFrame({ url: 'app://evil/', parent: null })).toBe(false);
    expect(isTrustedFrame(null)).toBe(false);
    expect(isTrustedFrame(undefined)).toBe(false);
  });
});
