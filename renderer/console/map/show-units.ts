import { statesOf } from '#renderer/client/replica.ts';
import type { Unit } from '#domain/unit/state.ts';
import { age } from '../format.ts';
import { alarmedUnitIds } from '../state/looks.ts';
import type { ConsoleState } from '../state/console-state.ts';
import { Fleet } from './fleet.ts';
import { type FleetLabel, FLEET_LAYER, FleetLayer } from './fleet-layer.ts';
import { type LabelWish, placeLabels } from './labels.ts';
import { isFollowMove, type MapApp } from './map-app.ts';
import { ABOVE_UNITS } from './map-style.ts';
import { metersBetween, stepsPerPixel, worldX, worldY } from './mercator.ts';
import { type Palette, readPalette } from './palette.ts';
import { dressUnit, labelRank, labelTone } from './unit-dress.ts';

/** A position that comes after longer than this is not glided to: nobody knows what lies between. */
const LONGEST_GLIDE_S = 2;
/** Less is no movement. */
const STILL_METERS = 0.2;
/** With more units in view than this only those that matter are named. */
const MOST_NAMED = 5000;
const RANK_THAT_MATTERS = 3;
/** What the replica says of units is taken over this often at most. */
const SYNC_EVERY_MS = 250;
/** While the map is being zoomed. */
const LABELS_EVERY_MS = 200;

export type ShownUnits = {
  fleet: Fleet;
  layer: FleetLayer;
  /** Puts the labels where they fit now. */
  relabel: () => void;
  redress: (palette: Palette) => void;
  /** The page shows the map again: everything that was missed. */
  catchUp: () => void;
};

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Draws the units of the replica at their last positions, as they come. */
export function showUnits(app: MapApp): ShownUnits {
  const { map, store, hub, positions, facts, words } = app;
  const fleet = new Fleet();
  const letterOf = (look: Parameters<ConstructorParameters<typeof FleetLayer>[2]>[0]) =>
    words.t(`terms:unit_look_letter.${look}`);
  const layer = new FleetLayer(fleet, readPalette(), letterOf);
  const lastMoved = new Map<string, number>();
  let isStale = true;
  let units = new Map<string, Unit>();

  /** Takes over what the replica says: who is there, and how each looks at this second. */
  function sync() {
    isStale = false;
    const state = store.getState();
    const { presence, targets, picked } = state;
    const dressing = {
      presence,
      targets,
      alarmed: alarmedUnitIds(statesOf(state.replica, 'incident')),
      pickedId: picked?.kind === 'unit' ? picked.id : null,
    };
    const now = hub.hubNow();
    const seen = new Map<string, Unit>();
    let withoutFix = 0;
    for (const unit of statesOf(state.replica, 'unit')) {
      if (unit.retired) continue;
      const fix = positions.fixOf(unit.unitId);
      if (!fix) {
        withoutFix++;
        continue;
      }
      seen.set(unit.unitId, unit);
      if (!fleet.has(unit.unitId)) fleet.send(unit.unitId, fix, 0);
      fleet.dress(unit.unitId, dressUnit(unit, now - fix.at, dressing));
    }
    for (const unitId of units.keys()) {
      if (seen.has(unitId)) continue;
      fleet.drop(unitId);
      lastMoved.delete(unitId);
    }
    units = seen;
    if (facts.getState().withoutFix !== withoutFix) facts.setState({ withoutFix });
  }

  function relabel() {
    if (!app.isShown()) return;
    const { clientWidth: width, clientHeight: height } = map.getCanvas();
    const steps = stepsPerPixel(map.getZoom());
    const centre = map.getCenter();
    const middleX = worldX(centre.lng);
    const middleY = worldY(centre.lat);
    const inView = fleet.within(
      middleX - (width / 2) * steps,
      middleY - (height / 2) * steps,
      middleX + (width / 2) * steps,
      middleY + (height / 2) * steps,
    );
    const now = hub.hubNow();
    const drafts = new Map<string, { text: string; tone: ReturnType<typeof labelTone> }>();
    const wishes: LabelWish[] = [];
    for (const unitId of inView) {
      const unit = units.get(unitId);
      const dress = fleet.dressOf(unitId);
      const where = fleet.where(unitId);
      if (!unit || !dress || !where) continue;
      const rank = labelRank(dress);
      if (inView.length > MOST_NAMED && rank > RANK_THAT_MATTERS) continue;
      const { callSign, name } = unit.profile;
      const fixAt = positions.fixOf(unitId)?.at ?? now;
      const text = [
        rank === 0 && name !== '' && name !== callSign ? `${callSign} ${name}` : callSign,
        ...(dress.age > 0 ? [age(words.t, now - fixAt)] : []),
      ].join(' · ');
      const [dx, dy] = fleet.shiftOf(unitId);
      drafts.set(unitId, { text, tone: labelTone(dress) });
      wishes.push({
        unitId,
        x: width / 2 + (where[0] - middleX) / steps + dx,
        y: height / 2 + (where[1] - middleY) / steps + dy,
        rank,
      });
    }
    const textOf = (unitId: string, hidden: number) =>
      hidden > 0 ? `${drafts.get(unitId)!.text} +${hidden}` : drafts.get(unitId)!.text;
    const widthOf = (unitId: string, hidden: number) => layer.labelSheet.widthOf(textOf(unitId, hidden));
    layer.setLabels(
      placeLabels(wishes, { width, height }, widthOf).map((label): FleetLabel => {
        const { unitId, hidden } = label;
        return {
          ...label,
          text: textOf(unitId, hidden),
          tone: drafts.get(unitId)!.tone,
          width: widthOf(unitId, hidden),
        };
      }),
    );
  }

  function refresh() {
    clearTimeout(soon);
    soon = undefined;
    if (!app.isShown() || !isStale) return;
    sync();
    relabel();
    if (fleet.isDirty || fleet.isReordered) map.triggerRepaint();
  }

  let soon: ReturnType<typeof setTimeout> | undefined;
  /** At once for what somebody waits for, a pick or an alarm; else a few times a second. */
  function invalidate(isUrgent: boolean) {
    isStale = true;
    if (isUrgent) requestAnimationFrame(refresh);
    else soon ??= setTimeout(refresh, SYNC_EVERY_MS);
  }

  positions.onMove((unitIds) => {
    if (!app.isShown()) return void (isStale = true);
    if (unitIds === null) return invalidate(true);
    const now = performance.now() / 1000;
    const view = map.getBounds();
    let longestS = 0;
    let fastestMps = 0;
    let isSeen = false;
    for (const unitId of unitIds) {
      const fix = positions.fixOf(unitId);
      if (!fix) continue;
      if (!fleet.has(unitId)) {
        invalidate(false);
        continue;
      }
      const gap = now - (lastMoved.get(unitId) ?? -Infinity);
      lastMoved.set(unitId, now);
      const from = fleet.where(unitId)!;
      const glideS = reducedMotion.matches || gap > LONGEST_GLIDE_S ? 0 : gap * 1.05;
      fleet.send(unitId, fix, glideS);
      const moved = metersBetween(from, [worldX(fix.lng), worldY(fix.lat)], fix.lat);
      if (moved < STILL_METERS || !view.contains([fix.lng, fix.lat])) continue;
      isSeen = true;
      longestS = Math.max(longestS, glideS);
      if (glideS > 0) fastestMps = Math.max(fastestMps, moved / glideS);
    }
    // What nobody sees move costs no frame.
    if (isSeen) layer.keepDrawing(longestS, fastestMps);
  });

  const isUrgent = (a: ConsoleState, b: ConsoleState) =>
    a.picked !== b.picked ||
    a.targets !== b.targets ||
    a.replica.kinds['incident'] !== b.replica.kinds['incident'];
  store.subscribe((state, before) => {
    if (isUrgent(state, before)) invalidate(true);
    else if (
      state.replica.kinds['unit'] !== before.replica.kinds['unit'] ||
      state.presence !== before.presence
    )
      invalidate(false);
  });
  // Ages grow by themselves.
  setInterval(() => {
    isStale = true;
    refresh();
  }, 1000);

  let labelledAt = 0;
  map.on('zoom', () => {
    if (performance.now() - labelledAt < LABELS_EVERY_MS) return;
    labelledAt = performance.now();
    relabel();
  });
  map.on('moveend', (event) => {
    if (isFollowMove(event)) return;
    // Units that came into view may be under way.
    layer.keepDrawing(LONGEST_GLIDE_S, 0);
    relabel();
  });

  const add = () => {
    if (!map.getLayer(FLEET_LAYER)) map.addLayer(layer, ABOVE_UNITS);
  };
  map.on('style.load', add);
  // MapLibre cannot restore a layer of another's making after the graphics card was lost; ours starts anew by itself.
  map.on('webglcontextrestored', () => (map.isStyleLoaded() ? add() : void map.once('idle', add)));

  return {
    fleet,
    layer,
    relabel,
    redress: (palette) => {
      layer.redress(palette);
      relabel();
    },
    catchUp: () => {
      for (const [unitId, fix] of positions.fixes()) if (fleet.has(unitId)) fleet.send(unitId, fix, 0);
      isStale = true;
      refresh();
    },
  };
}
