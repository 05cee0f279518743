import { PMTiles } from 'pmtiles';

export type LngLat = readonly [lng: number, lat: number];
type Ring = LngLat[];
export type TileFeature = {
  type: 'point' | 'line' | 'polygon';
  tags: Record<string, string | number>;
  /** One list of points a path, in degrees; rings of polygons in the tile's order, holes among them. */
  paths: Ring[];
};

/** Reads what the tests need of a Mapbox Vector Tile 2: string and integer tags, plain geometry. */
export class VectorTiles {
  readonly #archive: PMTiles;

  constructor(bytes: Uint8Array) {
    this.#archive = new PMTiles({
      getKey: () => 'under-test',
      getBytes: (offset, length) => Promise.resolve({ data: bytes.slice(offset, offset + length).buffer }),
    });
  }

  async metadata() {
    return {
      header: await this.#archive.getHeader(),
      json: (await this.#archive.getMetadata()) as Record<string, unknown>,
    };
  }

  /** Features by layer; empty for a tile that the archive does not have. */
  async read(z: number, x: number, y: number): Promise<Map<string, TileFeature[]>> {
    const tile = await this.#archive.getZxy(z, x, y);
    return tile ? readTile(new Uint8Array(tile.data), z, x, y) : new Map<string, TileFeature[]>();
  }

  async at(z: number, [lng, lat]: LngLat): Promise<Map<string, TileFeature[]>> {
    const scale = 2 ** z;
    const mercator = Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI;
    return this.read(z, Math.floor(((lng + 180) / 360) * scale), Math.floor(((1 - mercator) / 2) * scale));
  }
}

/** By the even-odd rule, so that holes need no telling apart. */
export function contains(feature: TileFeature, [lng, lat]: LngLat): boolean {
  let inside = false;
  for (const ring of feature.paths) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!;
      const [xj, yj] = ring[j]!;
      if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** The fields of a protocol buffer: numbers of wire types 0 and 1 (double), bytes of wire type 2. */
function* fields(bytes: Uint8Array): Generator<[field: number, value: number | Uint8Array]> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    if ((key & 7) === 0) yield [key >> 3, varint()];
    else if ((key & 7) === 1) {
      yield [key >> 3, new DataView(bytes.buffer, bytes.byteOffset + at, 8).getFloat64(0, true)];
      at += 8;
    } else if ((key & 7) === 2) {
      const length = varint();
      yield [key >> 3, bytes.subarray(at, at + length)];
      at += length;
    } else throw new Error(`wire type ${key & 7} is not read here`);
  }
}

function packed(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * shift;
    shift *= 128;
    if (byte < 0x80) {
      values.push(value);
      value = 0;
      shift = 1;
    }
  }
  return values;
}

const zigzag = (n: number) => (n % 2 === 0 ? n / 2 : -(n + 1) / 2);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function readTile(bytes: Uint8Array, z: number, x: number, y: number) {
  const layers = new Map<string, TileFeature[]>();
  for (const [field, layer] of fields(bytes)) {
    if (field !== 3) continue;
    const keys: string[] = [];
    const values: (string | number)[] = [];
    const raw: Uint8Array[] = [];
    let name = '';
    let extent = 4096;
    for (const [part, value] of fields(layer as Uint8Array)) {
      if (part === 1) name = text(value as Uint8Array);
      else if (part === 2) raw.push(value as Uint8Array);
      else if (part === 3) keys.push(text(value as Uint8Array));
      else if (part === 4)
        for (const [type, tag] of fields(value as Uint8Array))
          values.push(
            type === 1 ? text(tag as Uint8Array) : type === 6 ? zigzag(tag as number) : (tag as number),
          );
      else if (part === 5) extent = value as number;
    }
    const toDegrees = (px: number, py: number): LngLat => {
      const scale = 2 ** z;
      const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + py / extent)) / scale)));
      return [((x + px / extent) / scale) * 360 - 180, (lat * 180) / Math.PI];
    };
    layers.set(
      name,
      raw.map((feature) => readFeature(feature, keys, values, toDegrees)),
    );
  }
  return layers;
}

function readFeature(
  bytes: Uint8Array,
  keys: string[],
  values: (string | number)[],
  toDegrees: (x: number, y: number) => LngLat,
): TileFeature {
  const feature: TileFeature = { type: 'point', tags: {}, paths: [] };
  for (const [field, value] of fields(bytes)) {
    if (field === 2) {
      const tags = packed(value as Uint8Array);
      for (let i = 0; i < tags.length; i += 2) feature.tags[keys[tags[i]!]!] = values[tags[i + 1]!]!;
    } else if (field === 3)
      feature.type = (['point', 'point', 'line', 'polygon'] as const)[value as number] ?? 'point';
    else if (field === 4) feature.paths = readPaths(packed(value as Uint8Array), toDegrees);
  }
  return feature;
}

function readPaths(commands: number[], toDegrees: (x: number, y: number) => LngLat): Ring[] {
  const paths: Ring[] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < commands.length;) {
    const command = commands[i]! & 7;
    const count = commands[i++]! >> 3;
    if (command === 7) continue; // close: the ring is closed as it is
    for (let k = 0; k < count; k++) {
      x += zigzag(commands[i++]!);
      y += zigzag(commands[i++]!);
      if (command === 1) paths.push([]);
      paths.at(-1)!.push(toDegrees(x, y));
    }
  }
  return paths;
}
