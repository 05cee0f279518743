/**
 * Positions on the wire, hub → console: one binary WebSocket message, at most five a second, little-endian.
 * Head of 12 bytes: u8 version, u8 0, u16 number of fixes, f64 hub time (ms UTC). Then 20 bytes a fix:
 * u32 slot, i32 longitude, i32 latitude (1e-7 degrees, WGS-84), u32 age of the fix at that hub time (ms),
 * u16 heading (hundredths of a degree, 65535: none), u16 speed (cm/s, 65535: none).
 * A slot stands for a unit; `{t:'slots'}` says for which, before its first fix on that socket.
 */
export type FramedFix = {
  slot: number;
  lng: number;
  lat: number;
  /** When the position was taken, ms UTC by the hub's clock. */
  at: number;
  headingDeg: number | null;
  speedMps: number | null;
};

export const FRAME_VERSION = 1;
export const MOST_FIXES_A_FRAME = 0xffff;
const HEAD = 12;
const SIZE = 20;
const NONE = 0xffff;

/** @throws RangeError above `MOST_FIXES_A_FRAME` fixes. */
export function encodePositionFrame(hubTime: number, fixes: readonly FramedFix[]): ArrayBuffer {
  if (fixes.length > MOST_FIXES_A_FRAME) throw new RangeError(`${fixes.length} fixes in one frame`);
  const buffer = new ArrayBuffer(HEAD + fixes.length * SIZE);
  const view = new DataView(buffer);
  view.setUint8(0, FRAME_VERSION);
  view.setUint16(2, fixes.length, true);
  view.setFloat64(4, hubTime, true);
  let at = HEAD;
  for (const fix of fixes) {
    view.setUint32(at, fix.slot, true);
    view.setInt32(at + 4, Math.round(fix.lng * 1e7), true);
    view.setInt32(at + 8, Math.round(fix.lat * 1e7), true);
    view.setUint32(at + 12, Math.min(0xffff_ffff, Math.max(0, Math.round(hubTime - fix.at))), true);
    view.setUint16(
      at + 16,
      fix.headingDeg === null ? NONE : Math.round((fix.headingDeg % 360) * 100) % 36_000,
      true,
    );
    view.setUint16(
      at + 18,
      fix.speedMps === null ? NONE : Math.min(NONE - 1, Math.round(fix.speedMps * 100)),
      true,
    );
    at += SIZE;
  }
  return buffer;
}

/** Null for bytes that are no frame of this version: a newer hub's, or cut short. */
export function decodePositionFrame(buffer: ArrayBuffer): { hubTime: number; fixes: FramedFix[] } | null {
  if (buffer.byteLength < HEAD) return null;
  const view = new DataView(buffer);
  const count = view.getUint16(2, true);
  if (view.getUint8(0) !== FRAME_VERSION || buffer.byteLength !== HEAD + count * SIZE) return null;
  const hubTime = view.getFloat64(4, true);
  const fixes: FramedFix[] = [];
  for (let at = HEAD; at < buffer.byteLength; at += SIZE) {
    const heading = view.getUint16(at + 16, true);
    const speed = view.getUint16(at + 18, true);
    fixes.push({
      slot: view.getUint32(at, true),
      lng: view.getInt32(at + 4, true) / 1e7,
      lat: view.getInt32(at + 8, true) / 1e7,
      at: hubTime - view.getUint32(at + 12, true),
      headingDeg: heading === NONE ? null : heading / 100,
      speedMps: speed === NONE ? null : speed / 100,
    });
  }
  return { hubTime, fixes };
}
