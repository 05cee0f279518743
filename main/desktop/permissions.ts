import { isOwnAddress } from './own-address.ts';

/** Chromium asks by these names. What is not listed is refused, also what a later Chromium invents. */
const GRANTED = new Set([
  'media', // talking to units
  'notifications',
  'fullscreen',
  'clipboard-sanitized-write',
  'speaker-selection',
  'window-management', // the wall's displays
  'screen-wake-lock',
  // The hub listens on this machine's loopback, which Chromium guards apart.
  'local-network',
  'local-network-access',
  'loopback-network',
]);

/** Whether a page may use a power of the browser: ours only, and only what a seat needs. */
export function mayUse(permission: string, requestingAddress: string): boolean {
  return GRANTED.has(permission) && isOwnAddress(requestingAddress);
}
