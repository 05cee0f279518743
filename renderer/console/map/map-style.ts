import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Tone } from '#renderer/ui/Badge.tsx';
import { BASE_URL } from './base-source.ts';
import { FONTS, type Palette } from './palette.ts';

/** What is drawn over the base map and under the units; each is a GeoJSON source of that name. */
export const OVERLAYS = ['grid', 'sites', 'site-names', 'courts', 'incidents', 'trail', 'legs'] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Deepest zoom of the base map; beyond `EMPTY_ZOOM` there is hardly anything of it to see. */
export const EMPTY_ZOOM = 10.5;

/** The units are drawn under this layer: what an alarm says is not covered by marks. */
export const ABOVE_UNITS = 'incident-name';

export const ATTRIBUTION = 'Natural Earth · world-geo-json-zh · Apache ECharts 4.9.0';

const NOTHING = { type: 'FeatureCollection', features: [] } as const;

/** No `glyphs` and no `sprite`: text is drawn from the machine's own fonts, and nothing is fetched for it. */
export const mapStyle = (palette: Palette): StyleSpecification => ({
  version: 8,
  sources: {
    base: { type: 'vector', url: BASE_URL },
    ...Object.fromEntries(OVERLAYS.map((name) => [name, { type: 'geojson' as const, data: NOTHING }])),
  },
  layers: [...baseLayers(palette), ...overlayLayers(palette)],
});

const text = { 'text-font': FONTS, 'text-field': ['get', 'name'] as ExpressionSpecification };
const base = (layer: string) => ({ source: 'base', 'source-layer': layer });
const level = (lv: number): ExpressionSpecification => ['==', ['get', 'lv'], lv];

/** Borders are good to a few hundred metres: seen from near they must not look like something surveyed. */
const fading = (opacity: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  11,
  opacity,
  13.5,
  opacity / 3,
];

function baseLayers(palette: Palette): LayerSpecification[] {
  const border = palette['map-border'];
  const halo = {
    'text-color': palette['map-text'],
    'text-halo-color': palette['map-halo'],
    'text-halo-width': 1.3,
  };
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': palette['map-sea'] } },
    {
      id: 'world',
      type: 'fill',
      ...base('world'),
      paint: { 'fill-color': ['case', ['==', ['get', 'cn'], 1], palette['map-land'], palette['map-abroad']] },
    },
    {
      id: 'abroad-border',
      type: 'line',
      ...base('world'),
      filter: ['!=', ['get', 'cn'], 1],
      paint: { 'line-color': border, 'line-opacity': 0.4, 'line-width': 0.6 },
    },
    { id: 'land', type: 'fill', ...base('prov'), paint: { 'fill-color': palette['map-land'] } },
    { id: 'lake', type: 'fill', ...base('lake'), paint: { 'fill-color': palette['map-water'] } },
    {
      id: 'river',
      type: 'line',
      ...base('river'),
      paint: {
        'line-color': palette['map-water'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 8, 2.2],
      },
    },
    {
      id: 'district-border',
      type: 'line',
      ...base('border'),
      filter: level(4),
      minzoom: 7,
      paint: {
        'line-color': border,
        'line-opacity': fading(0.55),
        'line-width': 0.8,
        'line-dasharray': [4, 3],
      },
    },
    {
      id: 'prefecture-border',
      type: 'line',
      ...base('border'),
      filter: level(3),
      minzoom: 5,
      paint: { 'line-color': border, 'line-opacity': fading(0.7), 'line-width': 0.9 },
    },
    {
      id: 'province-border',
      type: 'line',
      ...base('border'),
      filter: level(2),
      paint: { 'line-color': border, 'line-width': 1.3 },
    },
    {
      id: 'nation-border',
      type: 'line',
      ...base('border'),
      filter: level(1),
      paint: { 'line-color': border, 'line-width': 1.8 },
    },
    { id: 'dash', type: 'fill', ...base('dash'), paint: { 'fill-color': border } },
    { id: 'dash-outline', type: 'line', ...base('dash'), paint: { 'line-color': border, 'line-width': 1.6 } },
    {
      id: 'province-name',
      type: 'symbol',
      ...base('provlabel'),
      minzoom: 2.6,
      maxzoom: 7,
      layout: { ...text, 'text-size': 13, 'text-letter-spacing': 0.1 },
      paint: { ...halo, 'text-opacity': 0.75 },
    },
    {
      id: 'place',
      type: 'symbol',
      ...base('place'),
      filter: ['!', ['has', 'must']],
      layout: {
        ...text,
        'text-size': ['match', ['get', 'r'], 0, 15, 1, 13.5, 2, 12.5, 11.5],
        'text-padding': 4,
        'symbol-sort-key': ['get', 'r'],
      },
      paint: halo,
    },
    {
      // Names that a map of China has to show: placed before all others, on whichever side there is room.
      id: 'must',
      type: 'symbol',
      ...base('place'),
      filter: ['has', 'must'],
      layout: {
        ...text,
        'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10.5, 5, 12.5],
        'text-padding': 0,
        'text-variable-anchor': [
          'left',
          'right',
          'bottom',
          'top',
          'bottom-left',
          'top-left',
          'bottom-right',
          'top-right',
        ],
        'text-radial-offset': 0.4,
      },
      paint: halo,
    },
  ];
}

const TONES: Tone[] = ['plain', 'dim', 'accent', 'ok', 'warn', 'alarm'];

function byTone(palette: Palette): ExpressionSpecification {
  const colours = {
    plain: 'ink-2',
    dim: 'ink-3',
    accent: 'accent',
    ok: 'ok',
    warn: 'warn',
    alarm: 'alarm',
  } as const;
  const cases = TONES.flatMap((tone) => [tone, palette[colours[tone as keyof typeof colours]]]);
  return ['match', ['get', 'tone'], ...cases, palette['ink-2']] as unknown as ExpressionSpecification;
}

function overlayLayers(palette: Palette): LayerSpecification[] {
  const tone = byTone(palette);
  const picked: ExpressionSpecification = ['==', ['get', 'picked'], true];
  const halo = { 'text-halo-color': palette['map-halo'], 'text-halo-width': 1.6 };
  return [
    {
      id: 'grid',
      type: 'line',
      source: 'grid',
      paint: { 'line-color': palette['map-border'], 'line-opacity': 0.22, 'line-width': 1 },
    },
    {
      id: 'site-area',
      type: 'fill',
      source: 'sites',
      paint: { 'fill-color': tone, 'fill-opacity': ['case', picked, 0.16, 0.08] },
    },
    {
      id: 'site-rim',
      type: 'line',
      source: 'sites',
      filter: ['!', picked],
      paint: { 'line-color': tone, 'line-width': 1.4, 'line-dasharray': [4, 2.5] },
    },
    {
      id: 'site-rim-picked',
      type: 'line',
      source: 'sites',
      filter: picked,
      paint: { 'line-color': tone, 'line-width': 2.4 },
    },
    {
      id: 'trail',
      type: 'line',
      source: 'trail',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette['ink-1'],
        'line-opacity': 0.75,
        'line-width': 2.2,
        'line-dasharray': [0.1, 2.2],
      },
    },
    { id: 'leg', type: 'line', source: 'legs', paint: { 'line-color': palette['ink-2'], 'line-width': 1 } },
    {
      id: 'court',
      type: 'circle',
      source: 'courts',
      minzoom: 5,
      filter: ['any', ['==', ['get', 'own'], true], ['>=', ['zoom'], 10]],
      paint: {
        'circle-radius': ['case', ['==', ['get', 'own'], true], 4.5, 3],
        'circle-color': ['case', ['==', ['get', 'own'], true], palette.accent, palette['map-land']],
        'circle-stroke-color': [
          'case',
          ['==', ['get', 'own'], true],
          palette['map-halo'],
          palette['map-text'],
        ],
        'circle-stroke-width': 1.4,
      },
    },
    {
      id: 'court-name',
      type: 'symbol',
      source: 'courts',
      minzoom: 6,
      filter: ['any', ['==', ['get', 'own'], true], ['>=', ['zoom'], 10.5]],
      layout: {
        ...text,
        'text-size': 11.5,
        'text-max-width': 16,
        'text-anchor': 'top',
        'text-offset': [0, 0.6],
        'text-optional': true,
        'symbol-sort-key': ['case', ['==', ['get', 'own'], true], 0, 1],
      },
      paint: {
        ...halo,
        'text-color': ['case', ['==', ['get', 'own'], true], palette.accent, palette['map-text']],
      },
    },
    {
      id: 'site-point',
      type: 'circle',
      source: 'site-names',
      maxzoom: 12,
      paint: {
        'circle-radius': ['case', picked, 6, 4.5],
        'circle-color': palette['map-halo'],
        'circle-stroke-color': tone,
        'circle-stroke-width': ['case', picked, 3, 2],
      },
    },
    {
      id: 'site-name',
      type: 'symbol',
      source: 'site-names',
      layout: {
        ...text,
        'text-size': 12.5,
        'text-max-width': 24,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.5],
        'text-allow-overlap': true,
        'symbol-sort-key': ['case', picked, 0, 1],
      },
      paint: { ...halo, 'text-color': tone },
    },
    {
      id: 'incident',
      type: 'circle',
      source: 'incidents',
      paint: {
        'circle-radius': 10,
        'circle-color': palette.alarm,
        'circle-opacity': 0.18,
        'circle-stroke-color': palette.alarm,
        'circle-stroke-width': 2.4,
      },
    },
    {
      id: ABOVE_UNITS,
      type: 'symbol',
      source: 'incidents',
      layout: {
        ...text,
        'text-size': 12,
        'text-max-width': 24,
        'text-anchor': 'top',
        'text-offset': [0, 2.1],
        'text-allow-overlap': true,
      },
      paint: { ...halo, 'text-color': palette['alarm-ink'] },
    },
  ];
}
