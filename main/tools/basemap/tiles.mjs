import { gzipSync } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';

export const MAX_ZOOM = 9;
/** What the large scales cover; the small ones show the whole world. */
const CHINA = [73, 3, 136, 54];
/** A reader asks for no tile outside these, so they are not those of China. */
export const BOUNDS = [-180, -85, 180, 85];

/**
 * First and last zoom of a layer. Every filled layer reaches `MAX_ZOOM`: beyond it whole tiles are stretched, so a layer
 * that ends earlier would vanish. Rivers end before: at this scale they lie kilometres off their beds.
 */
export const LAYER_ZOOMS = {
  world: [0, 9],
  prov: [2, 9],
  border: [2, 9],
  dash: [0, 9],
  river: [3, 8],
  lake: [2, 9],
  place: [2, 9],
  provlabel: [2, 9],
};

/** What of a layer is worth its bytes at a zoom. */
const IS_SHOWN = {
  border: ({ lv }, zoom) => lv < 3 || (lv === 3 && zoom >= 4) || zoom >= 7,
  place: ({ r }, zoom) => r <= (zoom < 5 ? 1 : zoom < 8 ? 2 : 3),
  river: ({ z }, zoom) => z <= zoom + 1.5,
};

/** From here on tiles outside China are left out. */
const FIRST_ZOOM_OF_CHINA_ALONE = 6;

const latitudeOf = (y, zoom) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** zoom))) * 180) / Math.PI;
const longitudeOf = (x, zoom) => (x / 2 ** zoom) * 360 - 180;

function touchesChina(zoom, x, y) {
  const [west, south, east, north] = CHINA;
  return (
    longitudeOf(x + 1, zoom) >= west &&
    longitudeOf(x, zoom) <= east &&
    latitudeOf(y, zoom) >= south &&
    latitudeOf(y + 1, zoom) <= north
  );
}

/** Cuts the layers into gzipped vector tiles, in the order of a walk from the whole world down. */
export function cutTiles(layers) {
  const indexes = Object.fromEntries(
    Object.entries(LAYER_ZOOMS).map(([name, [, maxZoom]]) => [
      name,
      new GeoJSONVT(layers[name], {
        maxZoom,
        indexMaxZoom: 5,
        indexMaxPoints: 200_000,
        // The dashes are thin: any simplifying drops them from the small scales, where they must not be missing.
        tolerance: name === 'dash' ? 0 : 3,
        buffer: name === 'place' || name === 'provlabel' ? 128 : 64,
        extent: 4096,
      }),
    ]),
  );
  const tiles = [];
  const walk = (z, x, y) => {
    const inTile = {};
    let goesDeeper = false;
    for (const [name, index] of Object.entries(indexes)) {
      const [first, last] = LAYER_ZOOMS[name];
      if (z < first) goesDeeper = true;
      if (z < first || z > last) continue;
      const tile = index.getTile(z, x, y);
      if (!tile) continue;
      if (tile.features.length > 0) goesDeeper = true;
      const isShown = IS_SHOWN[name];
      const features = isShown ? tile.features.filter(({ tags }) => isShown(tags, z)) : tile.features;
      if (features.length > 0) inTile[name] = { ...tile, features };
    }
    if (Object.keys(inTile).length > 0) {
      tiles.push({
        z,
        x,
        y,
        data: gzipSync(fromGeojsonVt(inTile, { version: 2, extent: 4096 }), { level: 9 }),
      });
    }
    if (z === MAX_ZOOM || !goesDeeper) return;
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      // prettier-ignore
      const child = [z + 1, 2 * x + dx, 2 * y + dy];
      if (z + 1 < FIRST_ZOOM_OF_CHINA_ALONE || touchesChina(...child)) walk(...child);
    }
  };
  walk(0, 0, 0);
  return tiles;
}
