import type { GeoJSONSource } from 'maplibre-gl';
import { readTrail } from '#contracts/track.ts';
import { statesOf } from '#renderer/client/replica.ts';
import { shortTime } from '../format.ts';
import { shortCourtName } from '../state/directory-slice.ts';
import type { MapApp } from './map-app.ts';
import { EMPTY_ZOOM, type Overlay } from './map-style.ts';
import {
  courtFeatures,
  type Features,
  gridFeatures,
  incidentFeatures,
  NO_FEATURES,
  shownOperations,
  siteFeatures,
  trailFeatures,
} from './overlays.ts';
import { scaleBar } from './scale-bar.ts';

/** How far back the trail of the picked unit goes. */
export const TRAIL_MINUTES = 30;
const MOST_TRAIL_POINTS = 5000;

export type ShownOverlays = { redraw: () => void };

export function setOverlay({ map }: MapApp, name: Overlay, features: Features): void {
  void (map.getSource(name) as GeoJSONSource | undefined)?.setData(features);
}

/** Draws what is slow: sites, courts, open alarms, and the trail of the picked unit. */
export function showOverlays(app: MapApp): ShownOverlays {
  const { map, store, words } = app;
  const watch = (inputs: () => unknown[], draw: () => void) => {
    let drawn: unknown[] = [];
    return (again: boolean) => {
      const now = inputs();
      if (!again && now.every((input, i) => input === drawn[i])) return;
      drawn = now;
      draw();
    };
  };

  const operations = () => {
    const { replica, operationId } = store.getState();
    return shownOperations(statesOf(replica, 'operation'), operationId);
  };
  const parts = [
    watch(
      () => {
        const { replica, operationId, picked } = store.getState();
        return [replica.kinds['operation'], operationId, picked];
      },
      () => {
        const { areas, names } = siteFeatures(operations(), store.getState().picked, {
          state: (state) => words.t(`terms:operation_state.${state}`),
        });
        setOverlay(app, 'sites', areas);
        setOverlay(app, 'site-names', names);
      },
    ),
    watch(
      () => [store.getState().courts, store.getState().session?.caller.courtCode],
      () =>
        setOverlay(
          app,
          'courts',
          courtFeatures(
            store.getState().courts.values(),
            store.getState().session?.caller.courtCode ?? '',
            shortCourtName,
          ),
        ),
    ),
    watch(
      () => [store.getState().replica.kinds['incident'], store.getState().replica.kinds['operation']],
      () => {
        const incidents = statesOf(store.getState().replica, 'incident');
        setOverlay(
          app,
          'incidents',
          incidentFeatures(incidents, operations(), {
            kind: ({ kind }) => words.t(`terms:incident_kind.${kind}`),
            time: shortTime,
          }),
        );
      },
    ),
  ];
  const redraw = (again: boolean) => {
    if (map.getSource('sites')) for (const part of parts) part(again);
  };
  store.subscribe(() => redraw(false));
  map.on('style.load', () => redraw(true));
  showGrid(app);
  const trail = showTrail(app);
  map.on('style.load', trail.redraw);
  return { redraw: () => redraw(true) };
}

/** About so far apart, CSS pixels. */
const GRID_PX = 220;

/** Where the base map has nothing left to show, a grid says how far things are from each other. */
function showGrid(app: MapApp): void {
  const { map, facts } = app;
  const draw = () => {
    const zoom = map.getZoom();
    const [[west, south], [east, north]] = map.getBounds().toArray();
    const isEmpty = zoom > EMPTY_ZOOM;
    const spacing = scaleBar(map.getCenter().lat, zoom, GRID_PX).meters;
    facts.setState({ gridMeters: isEmpty ? spacing : null });
    // Half a view more on each side, so that the lines do not end while one drags.
    const [aside, up] = [(east - west) / 2, (north - south) / 2];
    setOverlay(
      app,
      'grid',
      isEmpty ? gridFeatures([west - aside, south - up, east + aside, north + up], spacing) : NO_FEATURES,
    );
  };
  map.on('moveend', draw);
  map.on('style.load', draw);
}

function showTrail(app: MapApp): { redraw: () => void } {
  const { store, hub, positions, facts } = app;
  let unitId: string | null = null;
  let points: [number, number, number][] = [];
  const redraw = () => setOverlay(app, 'trail', trailFeatures(points));

  async function read(id: string) {
    facts.setState({ trail: 'loading' });
    const reply = await hub.call(readTrail, { unitId: id, minutes: TRAIL_MINUTES });
    if (unitId !== id) return; // another one was picked meanwhile
    if (!reply.ok) return facts.setState({ trail: 'failed' });
    const since = points;
    const last = reply.value.points.at(-1)?.[2] ?? -Infinity;
    points = [...reply.value.points, ...since.filter(([, , at]) => at > last)];
    facts.setState({ trail: points.length > 1 ? 'shown' : 'empty' });
    redraw();
  }

  function follow() {
    const { picked, session } = store.getState();
    const wanted = session && picked?.kind === 'unit' ? picked.id : null;
    if (wanted === unitId) return;
    unitId = wanted;
    points = [];
    facts.setState({ trail: 'none' });
    redraw();
    if (unitId !== null) void read(unitId);
  }

  store.subscribe(follow);
  positions.onMove((moved) => {
    if (unitId === null || !moved?.includes(unitId)) return;
    const fix = positions.fixOf(unitId);
    const last = points.at(-1);
    if (!fix || (last && fix.at <= last[2])) return;
    points = [...points, [fix.lng, fix.lat, fix.at] as [number, number, number]].slice(-MOST_TRAIL_POINTS);
    if (app.isShown()) redraw();
  });
  follow();
  return { redraw };
}
