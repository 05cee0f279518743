import { describe, expect, it } from 'vitest';
import { mayUse } from '../../../../main/desktop/permissions.ts';

const OURS = 'app://console/console.html';
const WANTED = [
  'media',
  'notifications',
  'fullscreen',
  'clipboard-sanitized-write',
  'speaker-selection',
  'window-management',
  'screen-wake-lock',
  'local-network',
  'local-network-access',
  'loopback-network',
];
/** Every other name that Electron 45 documents, and one that it does not. */
const REFUSED = [
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'openExternal',
  'pointerLock',
  'serial',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'fileSystem',
  'a-power-of-next-year',
];

describe('powers of the browser', () => {
  it.each(WANTED)('grants %s to our pages and to nobody else', (permission) => {
    expect(mayUse(permission, OURS)).toBe(true);
    for (const stranger of ['app://evil/', 'https://console/', 'file:///a', '']) {
      expect(mayUse(permission, stranger)).toBe(false);
    }
  });

  it.each(REFUSED)('refuses %s even to our pages', (permission) =>
    expect(mayUse(permission, OURS)).toBe(false),
  );
});
