import { expect, it } from 'vitest';
import { rtpPacket, senderReport, type RtpOut, vp8Packets } from '../../../../../main/tools/sim/rtp-out.ts';

const out = (part: Partial<RtpOut> = {}): RtpOut => ({
  ssrc: 0x0a0b0c0d,
  payloadType: 96,
  sequence: 0x1234,
  pictureId: 0x0102,
  packets: 0,
  octets: 0,
  ...part,
});
const hex = (packet: Buffer) => packet.toString('hex');
const bytes = (size: number) => Buffer.from(Array.from({ length: size }, (_, index) => index & 0xff));

it('writes a small picture as one packet: S, the marker, and the picture id in 15 bits (RFC 7741 §4.2)', () => {
  const packets = vp8Packets(out(), 0xdeadbeef, Buffer.from([0x10, 0x02, 0x00]));
  expect(packets.map(hex)).toEqual(['80e01234deadbeef0a0b0c0d' + '90808102' + '100200']);
});

it('cuts a large picture: S on the first, marker on the last, one time and one picture id for all', () => {
  const packets = vp8Packets(out(), 90_000, bytes(2_500));
  expect(packets.map((packet) => hex(packet.subarray(0, 16)))).toEqual([
    '80601234' + '00015f90' + '0a0b0c0d' + '90808102',
    '80601235' + '00015f90' + '0a0b0c0d' + '80808102',
    '80e01236' + '00015f90' + '0a0b0c0d' + '80808102',
  ]);
  expect(Buffer.concat(packets.map((packet) => packet.subarray(16)))).toEqual(bytes(2_500));
});

it('keeps every packet below 1,200 bytes with its headers', () => {
  const packets = vp8Packets(out(), 0, bytes(60_001));
  expect(Math.max(...packets.map((packet) => packet.length))).toBeLessThanOrEqual(1_116);
});

it('wraps the sequence at 16 bits and the picture id at 15', () => {
  const stream = out({ sequence: 0xffff, pictureId: 0x7fff });
  const [last] = vp8Packets(stream, 0, bytes(10));
  const [first] = vp8Packets(stream, 0, bytes(10));
  expect([last!.readUInt16BE(2), last!.readUInt16BE(14)]).toEqual([0xffff, 0xffff]);
  expect([first!.readUInt16BE(2), first!.readUInt16BE(14)]).toEqual([0, 0x8000]);
});

it('lets the time wrap at 32 bits', () => {
  const [packet] = vp8Packets(out(), 2 ** 32 + 5, bytes(3));
  expect(packet!.readUInt32BE(4)).toBe(5);
});

it('reports what was sent and ties the stream to the clock of the wall (RFC 3550 §6.4.1)', () => {
  const stream = out();
  rtpPacket(stream, 0, false, [bytes(40)]);
  rtpPacket(stream, 0, false, [bytes(60)]);
  // 2026-11-24 01:28:41.500 UTC: NTP seconds 2208988800 + 1795483721, and half of 2^32.
  expect(hex(senderReport(stream, 0x01020304, Date.parse('2026-11-24T01:28:41.500Z')))).toBe(
    '80c80006' +
      '0a0b0c0d' +
      (2_208_988_800 + 1_795_483_721).toString(16) +
      '80000000' +
      '01020304' +
      '00000002' +
      '00000064',
  );
});
