/**
 * Web Mercator as whole numbers: the world is 2^32 wide and high with 0 in the middle, so that a step is 0.9 cm and a
 * difference of two places is exact in a shader at any zoom.
 */
export const WORLD = 2 ** 32;

/** Metres round the equator. */
const EQUATOR = 40_075_016.686;
/** MapLibre's world is 512 px wide at zoom 0. */
const TILE = 512;

export const worldX = (lng: number): number => Math.round((lng / 360) * WORLD) | 0;
export const worldY = (lat: number): number =>
  Math.round((-Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD) | 0;

export const lngOf = (x: number): number => (x / WORLD) * 360;
export const latOf = (y: number): number =>
  ((2 * Math.atan(Math.exp((-y / WORLD) * 2 * Math.PI)) - Math.PI / 2) * 180) / Math.PI;

/** How many of the world's steps a CSS pixel covers. */
export const stepsPerPixel = (zoom: number): number => WORLD / (TILE * 2 ** zoom);

export const metersPerPixel = (lat: number, zoom: number): number =>
  (EQUATOR * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);

/** On the ground, between two places near that latitude. */
export const metersBetween = (
  a: readonly [number, number],
  b: readonly [number, number],
  lat: number,
): number => (Math.hypot(a[0] - b[0], a[1] - b[1]) / WORLD) * EQUATOR * Math.cos((lat * Math.PI) / 180);

const CORNERS = 64;
/** Of latitude. */
export const METERS_PER_DEGREE = 111_320;

/** A circle on the ground as a closed ring of [lng, lat]. */
export function circleRing(lng: number, lat: number, radiusMeters: number): [number, number][] {
  const dLat = radiusMeters / METERS_PER_DEGREE;
  const dLng = dLat / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, i) => {
    const angle = ((i % CORNERS) / CORNERS) * 2 * Math.PI;
    return [lng + dLng * Math.cos(angle), lat + dLat * Math.sin(angle)];
  });
}
