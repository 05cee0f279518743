/** The scheme under which the shell serves its own pages. Not `file:`, which has no origin to defend. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'console';
/** What the hub sees as the Origin of a request of ours. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const CONSOLE_PAGE = `${PAGE_ORIGIN}/console.html`;

/** Whether an address is one of our own pages. Compared by parts: `app://console.evil/` and `app://console@evil/` are not. */
export function isOwnAddress(address: string): boolean {
  const url = parseAddress(address);
  if (url === null) return false;
  return (
    url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST && url.username === '' && url.password === ''
  );
}

/** What may be handed to the system's browser or mail program. Everything else could start a program on this machine. */
export function isSafeOutside(address: string): boolean {
  const url = parseAddress(address);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'mailto:');
}

function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

type Frame = { readonly url: string; readonly parent: unknown };

/** Only the top frame of one of our own pages may ask the shell. A frame that is gone by now (`null`) may not. */
export function isTrustedFrame(frame: Frame | null | undefined): boolean {
  return frame != null && frame.parent === null && isOwnAddress(frame.url);
}
