/** A clip as it lies in resources/drill: whole coded frames at an even pace. */
export type Clip = {
  codec: 'VP80' | 'OPUS';
  /** Milliseconds from one frame to the next. */
  frameMs: number;
  frames: readonly Buffer[];
};

export class ClipBroken extends Error {
  override name = 'ClipBroken';
}

const FRAME_HEAD = 12;

/**
 * Reads an IVF file: little-endian head of 32 bytes (fourcc at 8, rate at 16, scale at 20), then size and time before
 * each frame. Sound lies in the same container under the fourcc OPUS, a packet a frame.
 *
 * @throws ClipBroken
 */
export function parseIvf(bytes: Buffer): Clip {
  if (bytes.length < 32 || bytes.toString('latin1', 0, 4) !== 'DKIF') throw new ClipBroken('not an IVF file');
  const codec = bytes.toString('latin1', 8, 12);
  if (codec !== 'VP80' && codec !== 'OPUS') throw new ClipBroken(`holds ${codec}`);
  const frameMs = (bytes.readUInt32LE(20) * 1000) / bytes.readUInt32LE(16);
  const frames: Buffer[] = [];
  for (let at = bytes.readUInt16LE(6); at < bytes.length;) {
    const end = at + FRAME_HEAD <= bytes.length ? at + FRAME_HEAD + bytes.readUInt32LE(at) : Infinity;
    if (end > bytes.length) throw new ClipBroken(`frame ${frames.length} is cut short`);
    frames.push(bytes.subarray(at + FRAME_HEAD, end));
    at = end;
  }
  if (frames.length === 0 || !(frameMs > 0)) throw new ClipBroken('nothing to play');
  return { codec, frameMs, frames };
}

/** RFC 6386 §9.1: the lowest bit of a frame is 0 in a key frame. */
export const isKeyFrame = (frame: Buffer): boolean => (frame[0]! & 1) === 0;
