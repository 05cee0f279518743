import { type Replica, stateOf } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';
import type { Picked } from './selection-slice.ts';
import { splitSiteKey } from './site-key.ts';

const SITE_ZOOM = 15;

/** Shows what is picked on the map, wherever one is; nothing happens for what has no place. */
export function flyToPicked({ picked, replica, flyTo, goTo }: ConsoleState): void {
  const to = picked && placeOf(replica, picked);
  if (!to) return;
  goTo('situation');
  flyTo(to);
}

function placeOf(replica: Replica, { kind, id }: Picked): Parameters<ConsoleState['flyTo']>[0] | null {
  const incident = kind === 'incident' ? stateOf(replica, 'incident', id) : undefined;
  if (kind === 'unit') return { unitId: id };
  if (incident?.unitId) return { unitId: incident.unitId };
  if (incident?.position) return { lng: incident.position.lng, lat: incident.position.lat, zoom: SITE_ZOOM };
  const { operationId, siteId } =
    kind === 'site'
      ? splitSiteKey(id)
      : { operationId: incident?.operationId ?? id, siteId: incident?.siteId ?? null };
  const sites = stateOf(replica, 'operation', operationId)?.sites ?? {};
  const site = siteId === null ? Object.values(sites)[0] : sites[siteId];
  return site ? { lng: site.plan.lng, lat: site.plan.lat, zoom: SITE_ZOOM } : null;
}
