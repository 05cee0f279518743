import type { HubAddress } from '#contracts/bridge.ts';
import { logFault, logLine } from './log.ts';

/** Exit code of a check that came up and failed; the launcher tells it from an Electron that did not come up. */
export const UNWELL = 3;

/** `npm start -- --check`: whether the hub that was just started answers. */
export async function checkHealth(hub: HubAddress): Promise<boolean> {
  try {
    const answer = await fetch(`${hub.url}/api/health`, { signal: AbortSignal.timeout(10_000) });
    logLine('checked', { url: hub.url, status: answer.status });
    return answer.ok;
  } catch (error) {
    logFault('check_failed', error);
    return false;
  }
}
