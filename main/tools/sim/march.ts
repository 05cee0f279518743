import type { OperationState } from '#contracts/operation.ts';
import type { UnitStatus } from '#contracts/unit.ts';
import type { FixReport } from '#contracts/sync.ts';
import { goOn, moved, placeOn, type Way } from './way.ts';

/** Where a unit is bound for. */
export type Bound = 'wait' | 'gather' | 'site' | 'back' | 'halt';

/** A site's own group goes as its site goes. */
export function boundBySite(state: OperationState): Bound {
  switch (state) {
    case 'mustering':
      return 'gather';
    case 'en_route':
    case 'on_scene':
    case 'executing':
    case 'incident':
      return 'site';
    case 'suspended':
      return 'halt';
    case 'withdrawn':
    case 'wrap_up':
    case 'reporting':
      return 'back';
    default:
      return 'wait';
  }
}

/** The group held back waits for its order, and goes home with the site it went to. */
export const boundByOrder = (state: OperationState, ordered: boolean): Bound => {
  if (!ordered) return state === 'approved' ? 'wait' : 'gather';
  return boundBySite(state) === 'back' ? 'back' : 'site';
};

/** Where a phone that comes new to a drill under way takes up its unit. */
export const startingAt = (status: UnitStatus, way: Way): number =>
  status === 'on_scene' || status === 'returning' ? way.length : status === 'en_route' ? way.gatherAt : 0;

type March = {
  /** Moves on; `seconds` of the drill. */
  step(bound: Bound, seconds: number): void;
  /** The status key that the officer would press now, or null for none. */
  status(): Extract<UnitStatus, 'en_route' | 'on_scene' | 'returning'> | null;
  /** `at`: ms UTC of the device. */
  fix(at: number): FixReport;
};

type Options = { way: Way; along: number; speedMps: number; random(): number };

/** A receiver that stands still wanders by a metre or two. */
const WANDER_METERS = 1.4;
const STAY = 0.8;

export function createMarch({ way, along: start, speedMps, random }: Options): March {
  let along = start;
  let bound: Bound = 'wait';
  let paceMps = 0;
  let wander: [east: number, north: number] = [0, 0];

  const target = (to: Bound) =>
    ({ wait: Math.min(along, way.gatherAt), gather: way.gatherAt, site: way.length, back: 0, halt: along })[
      to
    ];

  return {
    step(to, seconds) {
      // Nobody goes home because a plan is looked at again: only 收尾 and 撤离 lead back.
      bound = (to === 'wait' || to === 'gather') && along > way.gatherAt + 1 ? 'halt' : to;
      ({ along, paceMps } = goOn(way, { along, target: target(bound), seconds, speedMps }));
      wander = wander.map(
        (offset) => offset * STAY + (random() - 0.5) * 2 * WANDER_METERS * (1 - STAY),
      ) as typeof wander;
    },
    status() {
      if (bound === 'site') return along >= way.length - 0.01 ? 'on_scene' : 'en_route';
      return bound === 'back' ? 'returning' : null;
    },
    fix(at) {
      const { point, headingDeg } = placeOn(way, along);
      const [lng, lat] = moved(point, ...wander);
      const moving = paceMps > 0;
      return {
        lng,
        lat,
        accuracyMeters: Math.round(4 + 4 * random()),
        headingDeg: moving ? Math.round(bound === 'back' ? (headingDeg + 180) % 360 : headingDeg) : null,
        speedMps: moving ? Math.round(paceMps * 10) / 10 : 0,
        at,
      };
    },
  };
}
