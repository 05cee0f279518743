/** Where an outgoing RTP stream stands; `sequence` counts 0…65535, `pictureId` 0…32767, each around its wrap. */
export type RtpOut = {
  ssrc: number;
  payloadType: number;
  sequence: number;
  pictureId: number;
  packets: number;
  octets: number;
};

/** Payload bytes a packet, so that with SRTP and UDP it stays below every usual MTU. */
const MOST_PAYLOAD = 1_100;
const HEADER = 12;

/** RFC 3550 §5.1. Counts the packet. */
export function rtpPacket(
  out: RtpOut,
  timestamp: number,
  marker: boolean,
  payload: readonly Buffer[],
): Buffer {
  const size = payload.reduce((sum, part) => sum + part.length, 0);
  const packet = Buffer.allocUnsafe(HEADER + size);
  packet[0] = 0x80;
  packet[1] = (marker ? 0x80 : 0) | out.payloadType;
  packet.writeUInt16BE(out.sequence, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(out.ssrc, 8);
  let at = HEADER;
  for (const part of payload) at += part.copy(packet, at);
  out.sequence = (out.sequence + 1) & 0xffff;
  out.packets += 1;
  out.octets += size;
  return packet;
}

/**
 * One coded picture as RTP packets (RFC 7741): a payload descriptor with a 15-bit picture id on each, S on the first,
 * the marker on the last. The picture is cut evenly, so that no packet is a crumb.
 */
export function vp8Packets(out: RtpOut, timestamp: number, frame: Buffer): Buffer[] {
  const count = Math.ceil(frame.length / MOST_PAYLOAD);
  const share = Math.ceil(frame.length / count);
  const packets = Array.from({ length: count }, (_, index) => {
    // X=1, N=0 (any frame may be referred to), S on the first, partition 0; then I=1 and M=1 with the id.
    const descriptor = Buffer.from([
      0x80 | (index === 0 ? 0x10 : 0),
      0x80,
      0x80 | (out.pictureId >> 8),
      out.pictureId & 0xff,
    ]);
    const part = frame.subarray(index * share, (index + 1) * share);
    return rtpPacket(out, timestamp, index === count - 1, [descriptor, part]);
  });
  out.pictureId = (out.pictureId + 1) & 0x7fff;
  return packets;
}

const NTP_FROM_UNIX_SECONDS = 2_208_988_800;

/** RFC 3550 §6.4.1, without blocks: ties the stream's clock to the wall's, so that lips stay in step with the voice. */
export function senderReport(out: RtpOut, timestamp: number, nowMs: number): Buffer {
  const report = Buffer.alloc(28);
  report[0] = 0x80;
  report[1] = 200;
  report.writeUInt16BE(6, 2);
  report.writeUInt32BE(out.ssrc, 4);
  report.writeUInt32BE((Math.floor(nowMs / 1000) + NTP_FROM_UNIX_SECONDS) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32) >>> 0, 12);
  report.writeUInt32BE(timestamp >>> 0, 16);
  report.writeUInt32BE(out.packets >>> 0, 20);
  report.writeUInt32BE(out.octets >>> 0, 24);
  return report;
}
