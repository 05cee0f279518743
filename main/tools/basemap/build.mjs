/** Builds the bundled base map: `npm run build [-- OUT]`. The same packages and the same Node give the same bytes. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readLayers } from './layers.mjs';
import { encodePmtiles } from './pmtiles-writer.mjs';
import { BOUNDS, cutTiles, LAYER_ZOOMS, MAX_ZOOM } from './tiles.mjs';

const out = resolve(
  process.argv[2] ?? resolve(import.meta.dirname, '../../../resources/basemap/china.pmtiles'),
);
const tiles = cutTiles(await readLayers());
const archive = encodePmtiles(tiles, {
  minZoom: 0,
  maxZoom: MAX_ZOOM,
  bounds: BOUNDS,
  center: { lng: 104.9, lat: 30.2, zoom: 6 },
  metadata: {
    name: 'hengling-china',
    format: 'pbf',
    attribution: 'Natural Earth · world-geo-json-zh · Apache ECharts 4.9.0',
    vector_layers: Object.entries(LAYER_ZOOMS).map(([id, [minzoom, maxzoom]]) => ({
      id,
      fields: {},
      minzoom,
      maxzoom,
    })),
  },
});
writeFileSync(out, archive);
const digest = createHash('sha256').update(archive).digest('hex');
console.log(`${out}\n${tiles.length} tiles, ${(archive.length / 1e6).toFixed(2)} MB, SHA-256 ${digest}`);
