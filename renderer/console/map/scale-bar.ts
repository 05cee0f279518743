import { metersPerPixel } from './mercator.ts';

/** The roundest length (1, 2 or 5 times a power of ten, in metres) that is no wider than `mostPx`. */
export function scaleBar(lat: number, zoom: number, mostPx: number): { meters: number; px: number } {
  const perPixel = metersPerPixel(lat, zoom);
  const most = perPixel * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const meters = power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
  return { meters, px: meters / perPixel };
}
