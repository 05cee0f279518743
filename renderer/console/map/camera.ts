import { statesOf } from '#renderer/client/replica.ts';
import { FOLLOWING, type MapApp } from './map-app.ts';
import { latOf, lngOf } from './mercator.ts';
import { type Bounds, shownOperations, sitesBounds } from './overlays.ts';
import type { ShownUnits } from './show-units.ts';

/** The whole of it, the South China Sea included. */
export const CHINA: Bounds = [73, 3, 136, 54];
const COURT_ZOOM = 11;
const UNIT_ZOOM = 14.5;
const CLOSEST_FIT = 15.5;
/** Names of sites reach beyond their areas. */
const PADDING = { top: 80, bottom: 60, left: 120, right: 120 };
const FLIGHT_MS = 500;

export type Camera = {
  /** Sites of the operation that the boards are about, else of all; without one, the own court. */
  showSites: () => void;
  showChina: () => void;
  /** The map is on the screen: what was asked for meanwhile. */
  catchUp: () => void;
};

/** Moves the view when the operator asks for it, and only then: never because of an alarm. */
export function moveCamera(app: MapApp, { fleet, layer }: ShownUnits): Camera {
  const { map, store, positions, facts } = app;
  // One that was asked for before the map was made is still to be answered.
  let answered = 0;
  let isFirstViewDone = false;

  const fit = ([west, south, east, north]: Bounds, isInstant: boolean) => {
    const { clientWidth, clientHeight } = map.getCanvas();
    const across = Math.min(1, clientWidth / 6 / PADDING.left);
    const down = Math.min(1, clientHeight / 6 / PADDING.top);
    const padding = {
      top: PADDING.top * down,
      bottom: PADDING.bottom * down,
      left: PADDING.left * across,
      right: PADDING.right * across,
    };
    map.fitBounds([west, south, east, north], {
      padding,
      maxZoom: CLOSEST_FIT,
      duration: isInstant ? 0 : FLIGHT_MS,
    });
  };

  function homeView(isInstant: boolean): boolean {
    const { replica, operationId, courts, session } = store.getState();
    const all = shownOperations(statesOf(replica, 'operation'), operationId);
    const focused = all.filter((operation) => operation.operationId === operationId);
    const bounds = sitesBounds(focused) ?? sitesBounds(all);
    if (bounds) {
      fit(bounds, isInstant);
      return true;
    }
    const court = courts.get(session?.caller.courtCode ?? '');
    if (!court) return false;
    map.easeTo({ center: [court.lng, court.lat], zoom: COURT_ZOOM, duration: isInstant ? 0 : FLIGHT_MS });
    return true;
  }

  /** Once, as soon as the hub has said what there is. */
  function firstView() {
    const { kinds } = store.getState().replica;
    if (isFirstViewDone || !app.isShown() || Object.keys(kinds).length === 0) return;
    isFirstViewDone = homeView(true);
  }

  function fly() {
    const { flight } = store.getState();
    if (!flight || flight.nr === answered || !app.isShown()) return;
    answered = flight.nr;
    isFirstViewDone = true;
    if ('unitId' in flight.to) {
      const fix = positions.fixOf(flight.to.unitId);
      facts.setState({ noFixOf: fix ? null : flight.to.unitId });
      if (!fix) return;
      map.easeTo({
        center: [fix.lng, fix.lat],
        zoom: Math.max(map.getZoom(), UNIT_ZOOM),
        duration: FLIGHT_MS,
      });
    } else {
      const { lng, lat, zoom } = flight.to;
      facts.setState({ noFixOf: null });
      map.easeTo({ center: [lng, lat], zoom, duration: FLIGHT_MS });
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  function follow() {
    clearTimeout(timer);
    const { followId } = store.getState();
    if (followId === null || !app.isShown()) return;
    const where = fleet.where(followId);
    // A move of the operator's is under way: let it end first.
    if (where && !map.isMoving()) map.jumpTo({ center: [lngOf(where[0]), latOf(where[1])] }, FOLLOWING);
    timer = setTimeout(follow, layer.frameGap(map) * 1000);
  }

  map.on('movestart', (event) => {
    if (event.originalEvent) isFirstViewDone = true;
  });
  map.on('dragstart', () => store.getState().follow(null));
  store.subscribe((state, before) => {
    if (state.session === null) {
      isFirstViewDone = false;
      answered = state.flight?.nr ?? 0;
      return;
    }
    if (state.flight !== before.flight) fly();
    if (state.followId !== before.followId) follow();
    if (!isFirstViewDone) firstView();
  });

  return {
    showSites: () => void (homeView(false) || fit(CHINA, false)),
    showChina: () => fit(CHINA, false),
    catchUp: () => {
      fly();
      firstView();
      follow();
    },
  };
}
