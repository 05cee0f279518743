import { expect, it } from 'vitest';
import { createIncomingStream } from '#hub/media/incoming-stream.ts';

const MS = 1_000;
function aPacket(sequence: number, timestamp = 0): Buffer {
  const packet = Buffer.alloc(20);
  packet[0] = 0x80;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp, 4);
  return packet;
}

it('counts on over the wrap, takes each packet once, and takes a late one', () => {
  const stream = createIncomingStream(7, 90_000);
  const numbers = [65_534, 65_535, 1, 0, 1].map((sequence) => stream.accept(aPacket(sequence), 1));
  const first = numbers[0]!;
  expect(numbers).toEqual([first, first + 1, first + 3, first + 2, null]);
  expect(stream.interval()).toEqual({ bytes: 80, expected: 4, lost: 0 });
});

it('asks for what is missing, again after a while, and gives up after a second', () => {
  const stream = createIncomingStream(7, 90_000);
  stream.accept(aPacket(1), 0);
  stream.accept(aPacket(4), 0);
  expect(stream.missing(1 * MS)).toEqual([2, 3]);
  expect(stream.missing(10 * MS)).toEqual([]);
  stream.accept(aPacket(3), 20 * MS);
  expect(stream.missing(30 * MS)).toEqual([2]);
  expect(stream.missing(1_001 * MS)).toEqual([]);
  expect(stream.accept(aPacket(2), 1_002 * MS)).toBeNull();
  expect(stream.interval().lost).toBe(1);
});

it('takes a great jump for another encoder and not for a loss', () => {
  const stream = createIncomingStream(7, 90_000);
  stream.accept(aPacket(10), 0);
  stream.accept(aPacket(30_000), 0);
  expect(stream.missing(1 * MS)).toEqual([]);
  expect(stream.accept(aPacket(30_001), 0)).not.toBeNull();
  expect(stream.interval()).toMatchObject({ lost: 0 });
});

it('[RFC 3550 §6.4.1] reports the share lost since the last report, and the whole', () => {
  const stream = createIncomingStream(7, 90_000);
  expect(stream.block(0)).toBeNull();
  for (const sequence of [1, 2, 3, 5]) stream.accept(aPacket(sequence), 0);
  expect(stream.block(0)).toMatchObject({ ssrc: 7, fraction: Math.floor(256 / 5), lost: 1 });
  for (const sequence of [6, 7, 8]) stream.accept(aPacket(sequence), 0);
  expect(stream.block(0)).toMatchObject({ fraction: 0, lost: 1, highest: 8 });
});
