import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

const HEADER_BYTES = 127;
/** The specification wants header and root directory within the first 16 KiB. */
const MOST_ROOT_BYTES = 16_384 - HEADER_BYTES;
const GZIP = 2;
const VECTOR_TILES = 1;

function pushVarint(bytes, value) {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function encodeDirectory(entries) {
  const bytes = [];
  pushVarint(bytes, entries.length);
  entries.forEach(({ id }, i) => pushVarint(bytes, i === 0 ? id : id - entries[i - 1].id));
  for (const { run } of entries) pushVarint(bytes, run);
  for (const { length } of entries) pushVarint(bytes, length);
  entries.forEach(({ offset }, i) => {
    const before = entries[i - 1];
    // 0 stands for "right behind the one before".
    pushVarint(bytes, before && offset === before.offset + before.length ? 0 : offset + 1);
  });
  return gzipSync(Buffer.from(bytes), { level: 9 });
}

/** A root that fits, and the leaf directories that it points to when the entries alone do not. */
function encodeDirectories(entries) {
  const whole = encodeDirectory(entries);
  if (whole.length <= MOST_ROOT_BYTES) return { root: whole, leaves: Buffer.alloc(0) };
  for (let size = 4096; ; size *= 2) {
    const rootEntries = [];
    const leaves = [];
    let offset = 0;
    for (let i = 0; i < entries.length; i += size) {
      const leaf = encodeDirectory(entries.slice(i, i + size));
      rootEntries.push({ id: entries[i].id, offset, length: leaf.length, run: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = encodeDirectory(rootEntries);
    if (root.length <= MOST_ROOT_BYTES) return { root, leaves: Buffer.concat(leaves) };
  }
}

/**
 * Lays tiles out as a clustered PMTiles archive, version 3; equal tiles are stored once.
 *
 * @param tiles `{z, x, y, data}` with gzipped vector tiles.
 */
export function encodePmtiles(tiles, { minZoom, maxZoom, bounds, center, metadata }) {
  const inOrder = tiles
    .map(({ z, x, y, data }) => ({ id: zxyToTileId(z, x, y), data }))
    .sort((a, b) => a.id - b.id);
  const stored = new Map();
  const chunks = [];
  const entries = [];
  let end = 0;
  for (const { id, data } of inOrder) {
    const digest = createHash('sha256').update(data).digest('base64');
    let place = stored.get(digest);
    if (!place) {
      stored.set(digest, (place = { offset: end, length: data.length }));
      chunks.push(data);
      end += data.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
    else entries.push({ id, ...place, run: 1 });
  }

  const { root, leaves } = encodeDirectories(entries);
  const meta = gzipSync(Buffer.from(JSON.stringify(metadata)), { level: 9 });
  const header = Buffer.alloc(HEADER_BYTES);
  const metaAt = HEADER_BYTES + root.length;
  const leavesAt = metaAt + meta.length;
  const dataAt = leavesAt + leaves.length;
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  const counts = [
    HEADER_BYTES,
    root.length,
    metaAt,
    meta.length,
    leavesAt,
    leaves.length,
    dataAt,
    end,
    inOrder.length,
    entries.length,
    stored.size,
  ];
  counts.forEach((count, i) => header.writeBigUInt64LE(BigInt(count), 8 + i * 8));
  header[96] = 1; // clustered
  header[97] = GZIP; // directories and metadata
  header[98] = GZIP; // tiles
  header[99] = VECTOR_TILES;
  header[100] = minZoom;
  header[101] = maxZoom;
  bounds.forEach((degrees, i) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + i * 4));
  header[118] = center.zoom;
  header.writeInt32LE(Math.round(center.lng * 1e7), 119);
  header.writeInt32LE(Math.round(center.lat * 1e7), 123);
  return Buffer.concat([header, root, meta, leaves, ...chunks]);
}
