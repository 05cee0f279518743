import type { DrillGroup, DrillUnit } from '#hub/drill/scenario.ts';

/** WGS-84 degrees. */
export type Point = readonly [lng: number, lat: number];

const LAT_METERS = 110_574;
const LNG_METERS = 111_320;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** East and north metres from `a` to `b`; good to a few centimetres over some kilometres. */
const between = (a: Point, b: Point): [east: number, north: number] => [
  (b[0] - a[0]) * LNG_METERS * Math.cos(radians((a[1] + b[1]) / 2)),
  (b[1] - a[1]) * LAT_METERS,
];
export const distanceMeters = (a: Point, b: Point): number => Math.hypot(...between(a, b));

/** 0 is north, 90 east. */
export function headingDeg(a: Point, b: Point): number {
  const [east, north] = between(a, b);
  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360;
}

export const moved = ([lng, lat]: Point, east: number, north: number): Point => [
  lng + east / (LNG_METERS * Math.cos(radians(lat))),
  lat + north / LAT_METERS,
];

/** The way of one unit: from where it waits, over where its group gathers, to where it stands at the site. */
export type Way = {
  points: readonly Point[];
  /** Metres from the start to each point. */
  at: readonly number[];
  gatherAt: number;
  length: number;
};

/** Standing apart at the muster point, and close together once they gather. */
const WAIT_APART = 1.5;
const GATHER_CLOSE = 0.3;

export function wayOf(group: DrillGroup, unit: Pick<DrillUnit, 'standMeters'>): Way {
  const [east, north] = unit.standMeters;
  const site = group.route.at(-1)!;
  const points = [
    moved(group.base, east * WAIT_APART, north * WAIT_APART),
    moved(group.base, east * GATHER_CLOSE, north * GATHER_CLOSE),
    ...group.route.slice(1, -1),
    moved(site, east, north),
  ];
  const at = [0];
  for (let index = 1; index < points.length; index++)
    at.push(at[index - 1]! + distanceMeters(points[index - 1]!, points[index]!));
  return { points, at, gatherAt: at[1]!, length: at.at(-1)! };
}

/** Where somebody is who has gone so many metres of the way, and where he looks going on. */
export function placeOn(way: Way, meters: number): { point: Point; headingDeg: number } {
  const gone = Math.max(0, Math.min(way.length, meters));
  let leg = way.at.findLastIndex((start) => start <= gone);
  leg = Math.min(leg, way.points.length - 2);
  const [from, to] = [way.points[leg]!, way.points[leg + 1]!];
  const share = (gone - way.at[leg]!) / (way.at[leg + 1]! - way.at[leg]! || 1);
  const point: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  return { point, headingDeg: headingDeg(from, to) };
}

/** The last metres to a place are gone on foot, by a vehicle at walking pace. m/s. */
const ON_FOOT = 2;
const ON_FOOT_METERS = 25;

/** Metres of the way after `seconds` more towards `target`, and the pace of that, m/s. */
export function goOn(
  way: Way,
  { along, target, seconds, speedMps }: { along: number; target: number; seconds: number; speedMps: number },
): { along: number; paceMps: number } {
  const left = Math.abs(target - along);
  if (left < 0.01) return { along: target, paceMps: 0 };
  const onFoot = along < way.gatherAt - 0.01 || way.length - along <= ON_FOOT_METERS;
  const paceMps = onFoot ? Math.min(ON_FOOT, speedMps) : speedMps;
  const step = Math.min(left, paceMps * seconds);
  return { along: along + Math.sign(target - along) * step, paceMps };
}
