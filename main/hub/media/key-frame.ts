export type VideoCodec = 'VP8' | 'H264';

/** Where VP8's picture id and layer index stand in the payload (RFC 7741 §4.2); `wide`: the id has 15 bits. */
export type Vp8Numbers = { pictureAt: number; wide: boolean; layerAt: number | null };

export function vp8Numbers(payload: Buffer): Vp8Numbers | null {
  if (payload.length < 4 || !(payload[0]! & 0x80) || !(payload[1]! & 0x80)) return null;
  const wide = (payload[2]! & 0x80) !== 0;
  const layerAt = payload[1]! & 0x40 ? (wide ? 4 : 3) : null;
  return payload.length > (layerAt ?? 3) ? { pictureAt: 2, wide, layerAt } : null;
}

/** Whether a key frame begins with this packet. */
export function beginsKeyFrame(codec: VideoCodec, payload: Buffer): boolean {
  if (payload.length < 2) return false;
  return codec === 'VP8' ? vp8Key(payload) : h264Key(payload);
}

function vp8Key(payload: Buffer): boolean {
  const beginsFrame = (payload[0]! & 0x17) === 0x10;
  if (!beginsFrame) return false;
  let at = 1;
  if (payload[0]! & 0x80) {
    const has = payload[1]!;
    at = 2;
    if (has & 0x80) at += (payload[at] ?? 0) & 0x80 ? 2 : 1;
    if (has & 0x40) at += 1;
    if (has & 0x30) at += 1;
  }
  return at < payload.length && (payload[at]! & 1) === 0;
}

const PARAMETERS = 7;
const KEY_SLICE = 5;

/** Parameter sets come before a key picture; a stream that repeats none begins with its slice (RFC 6184 §5.2). */
function h264Key(payload: Buffer): boolean {
  const type = payload[0]! & 31;
  if (type === 24) return payload.length > 3 && isKeyUnit(payload[3]! & 31);
  if (type === 28) return (payload[1]! & 0x80) !== 0 && isKeyUnit(payload[1]! & 31);
  return isKeyUnit(type);
}

const isKeyUnit = (type: number): boolean => type === PARAMETERS || type === KEY_SLICE;
