/** RTCP as we write and read it ourselves (RFC 3550 §6, RFC 4585 §6, draft-alvestrand-rmcat-remb-03). */
export const RTCP = {
  senderReport: 200,
  receiverReport: 201,
  transportFeedback: 205,
  payloadFeedback: 206,
} as const;

export type RtcpPart = { type: number; format: number; bytes: Buffer };

/** Ours in all we say; a relay sends nothing of its own. */
const SENDER = 1;

/** The single packets of a compound one; stops where its lengths no longer fit. */
export function* rtcpParts(packet: Buffer): Generator<RtcpPart> {
  for (let at = 0; at + 4 <= packet.length;) {
    const length = (packet.readUInt16BE(at + 2) + 1) * 4;
    if (at + length > packet.length) return;
    yield { type: packet[at + 1]!, format: packet[at]! & 31, bytes: packet.subarray(at, at + length) };
    at += length;
  }
}

function begin(length: number, type: number, format: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes[0] = 0x80 | format;
  bytes[1] = type;
  bytes.writeUInt16BE(length / 4 - 1, 2);
  bytes.writeUInt32BE(SENDER, 4);
  return bytes;
}

/** Asks for a key frame. */
export function pictureLoss(ssrc: number): Buffer {
  const bytes = begin(12, RTCP.payloadFeedback, 1);
  bytes.writeUInt32BE(ssrc, 8);
  return bytes;
}

/** Picture loss, or its older sister, the full intra request. */
export const asksForKeyFrame = ({ type, format }: RtcpPart): boolean =>
  type === RTCP.payloadFeedback && (format === 1 || format === 4);

/** Asks for packets again; `sequences` 16-bit, ascending. */
export function nack(ssrc: number, sequences: readonly number[]): Buffer {
  const items: { first: number; mask: number }[] = [];
  for (const sequence of sequences) {
    const item = items.at(-1);
    const ahead = item ? (sequence - item.first) & 0xffff : 0;
    if (item && ahead >= 1 && ahead <= 16) item.mask |= 1 << (ahead - 1);
    else items.push({ first: sequence, mask: 0 });
  }
  const bytes = begin(12 + items.length * 4, RTCP.transportFeedback, 1);
  bytes.writeUInt32BE(ssrc, 8);
  items.forEach(({ first, mask }, index) => {
    bytes.writeUInt16BE(first, 12 + index * 4);
    bytes.writeUInt16BE(mask, 14 + index * 4);
  });
  return bytes;
}

export const isNack = ({ type, format, bytes }: RtcpPart): boolean =>
  type === RTCP.transportFeedback && format === 1 && bytes.length >= 16;

export function nackedSequences(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 12; at + 4 <= bytes.length; at += 4) {
    const first = bytes.readUInt16BE(at);
    const mask = bytes.readUInt16BE(at + 2);
    found.push(first);
    for (let bit = 0; bit < 16; bit++) if (mask & (1 << bit)) found.push((first + bit + 1) & 0xffff);
  }
  return found;
}

/** The rate that the sender may use at most, bit/s. */
export function remb(ssrc: number, bitsPerSecond: number): Buffer {
  let mantissa = Math.round(bitsPerSecond);
  let exponent = 0;
  while (mantissa > 0x3ffff) {
    mantissa = Math.floor(mantissa / 2);
    exponent++;
  }
  const bytes = begin(24, RTCP.payloadFeedback, 15);
  bytes.write('REMB', 12, 'ascii');
  bytes[16] = 1;
  bytes[17] = (exponent << 2) | (mantissa >> 16);
  bytes.writeUInt16BE(mantissa & 0xffff, 18);
  bytes.writeUInt32BE(ssrc, 20);
  return bytes;
}

/** Bit/s, or null when the part is none. */
export function rembRate({ type, format, bytes }: RtcpPart): number | null {
  if (type !== RTCP.payloadFeedback || format !== 15 || bytes.length < 20) return null;
  if (bytes.toString('ascii', 12, 16) !== 'REMB') return null;
  return (((bytes[17]! & 3) << 16) | bytes.readUInt16BE(18)) * 2 ** (bytes[17]! >> 2);
}

export type ReceptionBlock = {
  ssrc: number;
  /** Lost since the last report, of 256. */
  fraction: number;
  lost: number;
  highest: number;
  jitter: number;
  lastReport: number;
  sinceLastReport: number;
};

export function receiverReport(block: ReceptionBlock): Buffer {
  const bytes = begin(32, RTCP.receiverReport, 1);
  bytes.writeUInt32BE(block.ssrc, 8);
  bytes[12] = block.fraction;
  bytes.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, block.lost)), 13, 3);
  bytes.writeUInt32BE(block.highest >>> 0, 16);
  bytes.writeUInt32BE(block.jitter >>> 0, 20);
  bytes.writeUInt32BE(block.lastReport >>> 0, 24);
  bytes.writeUInt32BE(block.sinceLastReport >>> 0, 28);
  return bytes;
}

/** Loss that a viewer reports of the stream with this SSRC, of 256; null when it says nothing of it. */
export function reportedLoss({ type, format, bytes }: RtcpPart, ssrc: number): number | null {
  if (type !== RTCP.receiverReport && type !== RTCP.senderReport) return null;
  const first = type === RTCP.receiverReport ? 8 : 28;
  for (let block = 0, at = first; block < format && at + 24 <= bytes.length; block++, at += 24) {
    if (bytes.readUInt32BE(at) === ssrc) return bytes[at + 4]!;
  }
  return null;
}

/** The camera's own sender report under another SSRC and clock offset, so that lips stay in step at the viewer. */
export function restampedSenderReport(
  original: Buffer,
  ssrc: number,
  timestampShift: number,
  packets: number,
  octets: number,
): Buffer {
  const bytes = begin(28, RTCP.senderReport, 0);
  original.copy(bytes, 8, 8, 16); // the camera's wall clock
  bytes.writeUInt32BE(ssrc, 4);
  bytes.writeUInt32BE((original.readUInt32BE(16) + timestampShift) >>> 0, 16);
  bytes.writeUInt32BE(packets >>> 0, 20);
  bytes.writeUInt32BE(octets >>> 0, 24);
  return bytes;
}
