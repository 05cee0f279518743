/** RTP packets as bytes (RFC 3550 §5.1). A packet reached us over the network: `payloadOf` tells whether it is whole. */
export const isRtcp = (packet: Buffer): boolean =>
  packet.length >= 8 && packet[1]! >= 192 && packet[1]! <= 223;
export const sequenceOf = (packet: Buffer): number => packet.readUInt16BE(2);
export const timestampOf = (packet: Buffer): number => packet.readUInt32BE(4);
export const ssrcOf = (packet: Buffer): number => packet.readUInt32BE(8);

const HEADER = 12;

/** Where the payload begins, or -1 when the packet is cut short. */
export function payloadAt(packet: Buffer): number {
  if (packet.length < HEADER) return -1;
  let at = HEADER + (packet[0]! & 15) * 4;
  if (packet[0]! & 0x10) {
    if (packet.length < at + 4) return -1;
    at += 4 + packet.readUInt16BE(at + 2) * 4;
  }
  return at <= packet.length ? at : -1;
}

/** Payload without header, extensions and padding; empty for a packet that only probes. Null: not a whole packet. */
export function payloadOf(packet: Buffer): Buffer | null {
  const start = payloadAt(packet);
  if (start < 0) return null;
  const end = packet[0]! & 0x20 ? packet.length - packet[packet.length - 1]! : packet.length;
  return end >= start ? packet.subarray(start, end) : null;
}

/** The two bytes of a one-byte-form header extension (RFC 8285 §4.2), which is what the send-side counter needs; or null. */
export function extensionWord(packet: Buffer, id: number): number | null {
  if (!(packet[0]! & 0x10)) return null;
  let at = HEADER + (packet[0]! & 15) * 4;
  if (packet.length < at + 4 || packet.readUInt16BE(at) !== 0xbede) return null;
  const end = Math.min(packet.length, at + 4 + packet.readUInt16BE(at + 2) * 4);
  at += 4;
  while (at < end) {
    const head = packet[at]!;
    if (head === 0) {
      at += 1;
      continue;
    }
    const length = (head & 15) + 1;
    if (head >> 4 === id) return length === 2 && at + 3 <= end ? packet.readUInt16BE(at + 1) : null;
    at += 1 + length;
  }
  return null;
}

/** A packet of the same payload and marker without extensions, to be numbered anew; `payload` may be a part of the old one. */
export function plainPacket(packet: Buffer, payload: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(HEADER + payload.length);
  plain[0] = 0x80;
  plain[1] = packet[1]!;
  payload.copy(plain, HEADER);
  return plain;
}

/** Counts on over the wrap of a 16-bit number; feed it every number in about the order of sending. */
export function createUnwrap(): (value: number) => number {
  let last: number | null = null;
  return (value) => {
    if (last === null) return (last = value + 0x10000); // room to go back
    let step = (value - (last & 0xffff)) & 0xffff;
    if (step > 0x8000) step -= 0x10000;
    const whole = last + step;
    if (step > 0) last = whole;
    return whole;
  };
}
