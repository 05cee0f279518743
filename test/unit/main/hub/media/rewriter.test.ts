import { expect, it } from 'vitest';
import { beginsKeyFrame } from '#hub/media/key-frame.ts';
import { createRewriter } from '#hub/media/rewriter.ts';
import { payloadOf, sequenceOf, ssrcOf, timestampOf } from '#hub/media/rtp.ts';

type Part = { sequence: number; timestamp: number; picture?: number; layer?: number; body?: string };

/** A VP8 packet with picture id and layer index, and a header extension that must not go on. */
function aPacket({ sequence, timestamp, picture = 1, layer = 1, body = 'body' }: Part): Buffer {
  const header = Buffer.from([
    0x90,
    0x80 | 96,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    9,
    0xbe,
    0xde,
    0,
    1,
    0x31,
    0,
    5,
    0,
  ]);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  return Buffer.concat([
    header,
    Buffer.from([0x90, 0xc0, 0x80 | (picture >> 8), picture & 255, layer]),
    Buffer.from(body),
  ]);
}
const rewriting = () => {
  const rewriter = createRewriter('video', true);
  const send = (source: object, number: number, part: Part, atMs: number) => {
    const packet = aPacket(part);
    return rewriter.rewrite(source, number, packet, payloadOf(packet)!, atMs * 1000);
  };
  return { rewriter, send };
};
const pictureOf = (packet: Buffer) => packet.readUInt16BE(14) & 0x7fff;

it('goes on in sequence, time, picture and layer when another camera takes over', () => {
  const { rewriter, send } = rewriting();
  const [first, second] = [{}, {}];
  const a = send(first, 100, { sequence: 65_535, timestamp: 1000, picture: 0x7ffe, layer: 255 }, 0)!;
  const b = send(first, 101, { sequence: 0, timestamp: 4000, picture: 0x7fff, layer: 0 }, 33)!;
  const c = send(second, 900, { sequence: 5_000, timestamp: 0, picture: 7, layer: 9 }, 133)!;
  expect((sequenceOf(b) - sequenceOf(a)) & 0xffff).toBe(1);
  expect((sequenceOf(c) - sequenceOf(b)) & 0xffff).toBe(1);
  expect((timestampOf(b) - timestampOf(a)) >>> 0).toBe(3000);
  expect((timestampOf(c) - timestampOf(b)) >>> 0).toBe(9000); // the 100 ms between them
  expect((pictureOf(c) - pictureOf(b)) & 0x7fff).toBe(1);
  expect((c[16]! - b[16]!) & 255).toBe(1);
  expect(new Set([a, b, c].map(ssrcOf))).toEqual(new Set([rewriter.ssrc]));
});

it('leaves header extensions out and the picture as it is', () => {
  const packet = rewriting().send({}, 1, { sequence: 1, timestamp: 1, body: 'picture' }, 0)!;
  expect(packet[0]).toBe(0x80);
  expect(packet.subarray(17).toString()).toBe('picture');
});

it('drops a straggler of the new source from before its first packet, and keeps order for a late one', () => {
  const { send } = rewriting();
  const source = {};
  const first = send(source, 50, { sequence: 50, timestamp: 0 }, 0)!;
  expect(send(source, 49, { sequence: 49, timestamp: 0 }, 1)).toBeNull();
  const third = send(source, 52, { sequence: 52, timestamp: 0 }, 2)!;
  const second = send(source, 51, { sequence: 51, timestamp: 0 }, 3)!;
  expect([second, third].map((packet) => (sequenceOf(packet) - sequenceOf(first)) & 0xffff)).toEqual([1, 2]);
});

it('gives a packet again by its new number until others have taken its place', () => {
  const { rewriter, send } = rewriting();
  const source = {};
  const first = send(source, 1, { sequence: 1, timestamp: 0 }, 0)!;
  expect(rewriter.again(sequenceOf(first))).toBe(first);
  for (let n = 2; n <= 1_025; n++) send(source, n, { sequence: n, timestamp: 0 }, n);
  expect(rewriter.again(sequenceOf(first))).toBeNull();
});

it('[RFC 7741 §4.2] knows where a key frame begins, however its descriptor is', () => {
  const vp8 = (...bytes: number[]) => beginsKeyFrame('VP8', Buffer.from(bytes));
  expect(vp8(0x10, 0x00, 0)).toBe(true);
  expect(vp8(0x10, 0x01, 0)).toBe(false);
  expect(vp8(0x00, 0x00, 0)).toBe(false); // a later packet of the frame
  expect(vp8(0x90, 0x80, 0x05, 0x00)).toBe(true);
  expect(vp8(0x90, 0x80, 0x85, 0x01, 0x00)).toBe(true);
  expect(vp8(0x90, 0xe0, 0x85, 0x01, 0x02, 0x20, 0x00)).toBe(true);
  expect(vp8(0x90, 0xe0, 0x85, 0x01, 0x02, 0x20)).toBe(false); // cut short
});

it('[RFC 6184 §5] knows a key picture by its parameter sets, its slice, or the first fragment of one', () => {
  const h264 = (...bytes: number[]) => beginsKeyFrame('H264', Buffer.from(bytes));
  expect([h264(0x67, 0), h264(0x65, 0), h264(0x61, 0)]).toEqual([true, true, false]);
  expect([h264(0x7c, 0x85), h264(0x7c, 0x05), h264(0x78, 0, 4, 0x67)]).toEqual([true, false, true]);
});
