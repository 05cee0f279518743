import { siteKey } from '../../state/site-key.ts';
import { useApp } from '../../state/use-console.ts';
import { statesOf, stateOf } from '#renderer/client/replica.ts';
import { isOpen } from '#domain/incident/state.ts';
import { inAlarmOrder } from './alarm-order.ts';

/** What the keys F8, L and F12 do, for the bar's buttons and the keyboard alike. */
export function useAlarmKeys(): { desk: () => void; locate: () => void; withdraw: () => void } {
  const { store } = useApp();
  const top = () => {
    const { replica, session } = store.getState();
    return inAlarmOrder(statesOf(replica, 'incident').filter(isOpen), session?.caller.courtCode ?? '')[0];
  };
  return {
    desk: () => {
      const incident = top();
      if (incident) store.getState().openDesk(incident.incidentId);
    },
    locate: () => {
      const incident = top();
      if (!incident) return;
      const { flyTo, pick, goTo, replica } = store.getState();
      pick('incident', incident.incidentId);
      goTo('situation');
      const site =
        incident.operationId && incident.siteId
          ? stateOf(replica, 'operation', incident.operationId)?.sites[incident.siteId]
          : undefined;
      if (incident.unitId) flyTo({ unitId: incident.unitId });
      else if (incident.position) flyTo({ ...incident.position, zoom: 15 });
      else if (site) flyTo({ lng: site.plan.lng, lat: site.plan.lat, zoom: 15 });
    },
    withdraw: () => {
      const incident = top();
      const { picked, operationId, openWithdraw } = store.getState();
      const site =
        incident?.operationId && incident.siteId
          ? siteKey(incident.operationId, incident.siteId)
          : picked?.kind === 'site'
            ? picked.id
            : null;
      openWithdraw({ operationId: incident?.operationId ?? operationId, site });
    },
  };
}
