import { isIP } from 'node:net';

/** Origin of the console's pages inside Electron (main/desktop/own-address.ts). */
const SHELL_ORIGIN = 'app://console';

/** Name of a `Host` header without its port, lower-case; '' for something else. */
export function hostName(host: string | undefined): string {
  const match = /^(\[[0-9a-f:]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i.exec(host ?? '');
  return match?.[1]?.toLowerCase().replace(/^\[|\]$/g, '') ?? '';
}

export const isLoopback = (name: string): boolean =>
  name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));

/**
 * Whether a request may come from there. A program sends no Origin. A page's must be the shell's or the very address that
 * was asked: any other page in the same browser is a stranger, whatever cookies or routes it has.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, secure: boolean): boolean {
  if (origin === undefined) return true;
  if (origin === SHELL_ORIGIN) return isLoopback(hostName(host));
  return origin === `${secure ? 'https' : 'http'}://${host ?? ''}`;
}
