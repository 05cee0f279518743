import fc from 'fast-check';
import { expect, it } from 'vitest';
import { transportFeedback } from '#hub/media/transport-feedback.ts';

/** Reads the packet the way a camera does (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). */
function read(packet: Buffer): Map<number, number> {
  expect(packet.length).toBe((packet.readUInt16BE(2) + 1) * 4);
  const base = packet.readUInt16BE(12);
  const count = packet.readUInt16BE(14);
  const symbols: number[] = [];
  let at = 20;
  for (; symbols.length < count; at += 2) {
    const chunk = packet.readUInt16BE(at);
    if (chunk & 0x8000) for (let k = 0; k < 7; k++) symbols.push((chunk >> (12 - 2 * k)) & 3);
    else symbols.push(...new Array<number>(chunk & 0x1fff).fill(chunk >> 13));
  }
  let ticks = packet.readUIntBE(16, 3) * 256;
  const arrivals = new Map<number, number>();
  symbols.slice(0, count).forEach((symbol, index) => {
    if (symbol === 0) return;
    ticks += symbol === 1 ? packet.readUInt8(at) : packet.readInt16BE(at);
    at += symbol;
    arrivals.set((base + index) & 0xffff, ticks * 250);
  });
  return arrivals;
}

it('tells of each packet once and when it came, to a quarter of a millisecond, in any order of coming', () => {
  const someArrivals = fc.array(
    fc.record({
      number: fc.integer({ min: 65_000, max: 67_000 }),
      atUs: fc.integer({ min: 1_000_000, max: 3_000_000 }),
    }),
    { minLength: 1, maxLength: 300 },
  );
  fc.assert(
    fc.property(someArrivals, (arrivals) => {
      const told = new Map(transportFeedback(7, 0, arrivals).flatMap((packet) => [...read(packet)]));
      expect(new Set(told.keys())).toEqual(new Set(arrivals.map(({ number }) => number & 0xffff)));
      for (const [number, atUs] of told) {
        const came = arrivals.filter((one) => (one.number & 0xffff) === number);
        expect(came.some((one) => Math.abs(one.atUs - atUs) <= 250)).toBe(true);
      }
    }),
  );
});

it('numbers its packets and keeps each below what the network carries', () => {
  const arrivals = Array.from({ length: 2_000 }, (_, index) => ({ number: index, atUs: index * 400 }));
  const packets = transportFeedback(7, 250, arrivals);
  expect(packets.map((packet) => packet[19])).toEqual(packets.map((_, index) => (250 + index) & 255));
  expect(Math.max(...packets.map((packet) => packet.length))).toBeLessThan(1_200);
});
