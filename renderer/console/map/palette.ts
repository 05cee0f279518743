/** Colours of the map, as the page's tokens have them now; the names are those of the tokens. */
const TOKENS = [
  'bg-0', 'ink-1', 'ink-2', 'ink-3', 'accent', 'ok', 'warn', 'alarm', 'alarm-ink', 'alarm-fill', 'on-alarm', 'mark-ink',
  'st-standby', 'st-assigned', 'st-enroute', 'st-onscene', 'st-returning', 'st-lost', 'st-off',
  'map-sea', 'map-abroad', 'map-land', 'map-water', 'map-border', 'map-text', 'map-halo',
] as const; // prettier-ignore

export type MapToken = (typeof TOKENS)[number];
export type Palette = Readonly<Record<MapToken, string>>;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Palette;
}

/** Red, green and blue of `#rrggbb`, 0 to 1. */
export function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1, 7), 16);
  return [(value >> 16) / 255, ((value >> 8) & 0xff) / 255, (value & 0xff) / 255];
}

export const FONTS = [
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'Microsoft YaHei UI',
  'PingFang SC',
  'sans-serif',
];
