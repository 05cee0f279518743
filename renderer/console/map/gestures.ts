import type { Map as MapLibreMap, MapMouseEvent, Point } from 'maplibre-gl';
import { fanOffsets } from './fan.ts';
import { isFollowMove, type MapApp } from './map-app.ts';
import { stepsPerPixel, worldX, worldY, lngOf, latOf } from './mercator.ts';
import { legFeatures } from './overlays.ts';
import { setOverlay } from './show-overlays.ts';
import type { ShownUnits } from './show-units.ts';

/** A mark is hit this far from its middle, CSS pixels. */
const HIT_PX = 14;
/** Units whose middles are this close to the one that was hit are partly under it. */
const STACK_PX = 19;
const PICKABLE = ['incident', 'site-point', 'site-name', 'site-area'];

export type Gestures = {
  closeFan: () => void;
  endBox: (map: MapLibreMap, from: Point, to: Point, event: MouseEvent) => void;
};

/** Click, double click, frame: pick, fan out, open a picture, mark targets, choose a place. */
export function listenToPointer(app: MapApp, { fleet, layer, relabel }: ShownUnits): Gestures {
  const { map, store, words } = app;
  let fan: string[] = [];

  const hitsAt = ({ lng, lat }: { lng: number; lat: number }, radiusPx: number) => {
    const steps = stepsPerPixel(map.getZoom());
    return fleet.near(worldX(lng), worldY(lat), radiusPx * steps, steps);
  };

  function drawLegs() {
    const steps = stepsPerPixel(map.getZoom());
    const legs = fan.flatMap((unitId) => {
      const where = fleet.where(unitId);
      if (!where) return [];
      const [x, y] = where;
      const [dx, dy] = fleet.shiftOf(unitId);
      return [[[lngOf(x), latOf(y)], [lngOf(x + dx * steps), latOf(y + dy * steps)]] as [[number, number], [number, number]]]; // prettier-ignore
    });
    setOverlay(app, 'legs', legFeatures(legs));
  }

  function closeFan() {
    if (fan.length === 0) return;
    for (const unitId of fan) fleet.shift(unitId, 0, 0);
    fan = [];
    drawLegs();
    relabel();
  }

  function openFan(unitIds: string[]) {
    fan = [...unitIds].sort();
    const offsets = fanOffsets(fan.length);
    for (const [i, unitId] of fan.entries()) fleet.shift(unitId, offsets[i]!.dx, offsets[i]!.dy);
    drawLegs();
    relabel();
  }

  function pickUnit(unitId: string, { originalEvent }: MapMouseEvent) {
    const state = store.getState();
    if (originalEvent.shiftKey || originalEvent.ctrlKey || originalEvent.metaKey) state.toggleTarget(unitId);
    else state.pick('unit', unitId);
  }

  function pickOther({ point }: MapMouseEvent): boolean {
    const [feature] = map.queryRenderedFeatures(
      [
        [point.x - 3, point.y - 3],
        [point.x + 3, point.y + 3],
      ],
      { layers: PICKABLE.filter((id) => map.getLayer(id)) },
    );
    if (!feature) return false;
    const { id, key } = feature.properties as { id?: string; key?: string };
    if (feature.source === 'incidents' && id) store.getState().pick('incident', id);
    else if (key) store.getState().pick('site', key);
    return true;
  }

  map.on('click', (event) => {
    if (event.originalEvent.detail > 1) return; // the second of a double click
    const state = store.getState();
    if (state.placing !== null) return state.place(event.lngLat.lng, event.lngLat.lat);
    const [top] = hitsAt(event.lngLat, HIT_PX);
    if (top === undefined) {
      closeFan();
      pickOther(event);
      return;
    }
    if (!fan.includes(top)) {
      closeFan();
      const [x, y] = fleet.where(top) ?? [0, 0];
      const steps = stepsPerPixel(map.getZoom());
      const stack = fleet.near(x, y, STACK_PX * steps, steps);
      if (stack.length > 1) return openFan(stack);
    }
    pickUnit(top, event);
  });

  map.on('dblclick', (event) => {
    if (store.getState().placing !== null) return event.preventDefault();
    const [top] = hitsAt(event.lngLat, HIT_PX);
    if (top === undefined) {
      if (fan.length > 0) event.preventDefault();
      return;
    }
    event.preventDefault();
    words.openPicture(top);
  });

  // Where the marks stand apart is a matter of this view.
  map.on('movestart', (event) => {
    if (!isFollowMove(event)) closeFan();
  });
  map.on('render', () => {
    if (fan.length > 0 && layer.isMoving()) drawLegs();
  });

  let isOver = false;
  map.on('mousemove', (event) => {
    const over = hitsAt(event.lngLat, HIT_PX).length > 0;
    if (over !== isOver) map.getCanvas().style.cursor = over ? 'pointer' : '';
    isOver = over;
  });

  return {
    closeFan,
    endBox: (_map, from, to, event) => {
      const a = map.unproject(from);
      const b = map.unproject(to);
      const xs = [worldX(a.lng), worldX(b.lng)];
      const ys = [worldY(a.lat), worldY(b.lat)];
      const found = fleet.within(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
      const { setTargets, targets } = store.getState();
      setTargets(event.ctrlKey || event.metaKey ? [...new Set([...targets, ...found])] : found);
    },
  };
}
