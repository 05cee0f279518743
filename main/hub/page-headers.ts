/** Which page a window shows; what it may use of the machine differs. */
export type PageName = 'console' | 'field';

/**
 * One policy for both servers of the pages (the shell's own scheme and the hub). Loopback is named because in the
 * shell a page's origin is the scheme, and its hub a port of this machine. Scripts, styles and workers come from our
 * own files only; `blob:` stands for pictures made in the page and nothing else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A seat talks, listens and fills screens; a phone also shows its lens and its position. */
const PERMISSIONS: Record<PageName, string> = {
  console:
    'camera=(self), microphone=(self), fullscreen=(self), screen-wake-lock=(self), window-management=(self), geolocation=(), usb=(), serial=()',
  field:
    'camera=(self), microphone=(self), geolocation=(self), screen-wake-lock=(self), fullscreen=(self), usb=(), serial=()',
};

/** Headers of every file of a page; lower-case names. */
export function pageHeaders(page: PageName): Record<string, string> {
  return {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'permissions-policy': PERMISSIONS[page],
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  };
}
