/** What this phone is, after its one-time code was taken. Kept in the page's own database, nowhere else. */
export type Identity = { token: string; unitId: string; courtCode: string; enrolledAt: number };

/** `#e=<code>`: from the QR code or link that the roster keeper showed. */
export function takeEnrolmentCode(page: Pick<Window, 'location' | 'history'>): string | null {
  const code = new URLSearchParams(page.location.hash.slice(1)).get('e');
  // A used code in the address bar would only be taken for an error at the next start.
  if (code !== null) page.history.replaceState(null, '', page.location.pathname + page.location.search);
  return code?.trim() ? code.trim() : null;
}

type Agent = Pick<Navigator, 'userAgent'> & { userAgentData?: { platform?: string; mobile?: boolean } };

/** The more telling first: Android says Linux too. */
const SYSTEMS = ['HarmonyOS', 'iPhone', 'iPad', 'Android', 'Windows', 'Mac OS', 'Linux'];

/** A name by which the roster keeper tells this phone from others; the officer may change it. At most 60 characters. */
export function guessDeviceName(agent: Agent): string {
  const model = /;\s*([^;()]+?)\s+Build\//.exec(agent.userAgent)?.[1];
  const system = agent.userAgentData?.platform ?? SYSTEMS.find((name) => agent.userAgent.includes(name));
  return [model, system].filter(Boolean).join(' · ').slice(0, 60) || 'phone';
}
