/**
 * Which kept file answers a request, or null: then it goes to the network as if there were no worker. Only the page's
 * own files are answered; the hub's endpoints and the console never are.
 *
 * @param files paths relative to `scope`.
 */
export function answerFor(
  method: string,
  url: string,
  scope: string,
  files: readonly string[],
): string | null {
  if (method !== 'GET') return null;
  const { origin, pathname } = new URL(url);
  const base = new URL(scope);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return null;
  const path = pathname.slice(base.pathname.length);
  const name = path === 'field' || path === 'field/' ? 'field.html' : path;
  return files.includes(name) ? name : null;
}
