/** Provincial files of ECharts 4's `map/json` by the first two digits of GB/T 2260. */
export const PROVINCE_FILES = {
  11: 'beijing', 12: 'tianjin', 13: 'hebei', 14: 'shanxi', 15: 'neimenggu', 21: 'liaoning', 22: 'jilin', 23: 'heilongjiang',
  31: 'shanghai', 32: 'jiangsu', 33: 'zhejiang', 34: 'anhui', 35: 'fujian', 36: 'jiangxi', 37: 'shandong', 41: 'henan',
  42: 'hubei', 43: 'hunan', 44: 'guangdong', 45: 'guangxi', 46: 'hainan', 50: 'chongqing', 51: 'sichuan', 52: 'guizhou',
  53: 'yunnan', 54: 'xizang', 61: 'shanxi1', 62: 'gansu', 63: 'qinghai', 64: 'ningxia', 65: 'xinjiang', 71: 'taiwan',
  81: 'xianggang', 82: 'aomen',
}; // prettier-ignore

/** Undoes ECharts' packing: zig-zag differences in 1/1024 degree behind each ring's own start. */
export function decodeShapes(file) {
  if (!file.UTF8Encoding) return file;
  const features = file.features.map((feature) => {
    const { type, coordinates, encodeOffsets } = feature.geometry;
    const rings = (packed, starts) => packed.map((text, i) => decodeRing(text, starts[i]));
    const decoded =
      type === 'Polygon'
        ? rings(coordinates, encodeOffsets)
        : coordinates.map((polygon, i) => rings(polygon, encodeOffsets[i]));
    return { ...feature, geometry: { type, coordinates: decoded } };
  });
  return { type: 'FeatureCollection', features };
}

function decodeRing(text, [startX, startY]) {
  const ring = [];
  let x = startX;
  let y = startY;
  const difference = (i) => {
    const code = text.charCodeAt(i) - 64;
    return (code >> 1) ^ -(code & 1);
  };
  for (let i = 0; i < text.length; i += 2) {
    x += difference(i);
    y += difference(i + 1);
    ring.push([x / 1024, y / 1024]);
  }
  return ring;
}

/** Area of a ring in square degrees. */
export function ringArea(ring) {
  let twice = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice / 2);
}

/** Without the rings of two or three points that the files carry; null when nothing is left. */
export function withoutSlivers({ type, coordinates }) {
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates)
    .map((rings) => rings.filter((ring) => ring.length > 3 && ringArea(ring) > 1e-6))
    .filter((rings) => rings.length > 0);
  return polygons.length > 0 ? { type: 'MultiPolygon', coordinates: polygons } : null;
}
