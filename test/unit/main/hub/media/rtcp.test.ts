import { expect, it } from 'vitest';
import {
  asksForKeyFrame,
  isNack,
  nack,
  nackedSequences,
  pictureLoss,
  receiverReport,
  remb,
  rembRate,
  reportedLoss,
  restampedSenderReport,
  rtcpParts,
} from '#hub/media/rtcp.ts';

const parts = (...packets: Buffer[]) => [...rtcpParts(Buffer.concat(packets))];

it('[RFC 4585 §6.2.1] asks for lost packets in one item a stretch of 17, also over the wrap', () => {
  const wanted = [10, 11, 26, 27, 65_535, 0, 3];
  const packet = nack(7, wanted);
  expect(packet.length).toBe(12 + 3 * 4);
  expect(nackedSequences(packet)).toEqual(wanted);
});

it('takes a compound packet apart and stops where its length lies', () => {
  const [first, second] = parts(nack(7, [1]), pictureLoss(9));
  expect([isNack(first!), asksForKeyFrame(first!)]).toEqual([true, false]);
  expect([isNack(second!), asksForKeyFrame(second!)]).toEqual([false, true]);
  const lying = Buffer.from(pictureLoss(9));
  lying.writeUInt16BE(60_000, 2);
  expect(parts(nack(7, [1]), lying)).toHaveLength(1);
  expect(parts(Buffer.alloc(3))).toEqual([]);
});

it('says a rate as an exponent and a mantissa, with no more than that lost', () => {
  for (const rate of [100_000, 262_143, 1_700_000, 2_500_000]) {
    const said = rembRate(parts(remb(7, rate))[0]!)!;
    expect(Math.abs(said - rate) / rate).toBeLessThan(0.00001);
  }
  expect(rembRate(parts(pictureLoss(7))[0]!)).toBeNull();
});

it('reports losses, and reads them of one stream only', () => {
  const report = receiverReport({
    ssrc: 7,
    fraction: 64,
    lost: -2,
    highest: 70_000,
    jitter: 9,
    lastReport: 1,
    sinceLastReport: 2,
  });
  expect(report.readIntBE(13, 3)).toBe(-2);
  const [part] = parts(report);
  expect(reportedLoss(part!, 7)).toBe(64);
  expect(reportedLoss(part!, 8)).toBeNull();
});

it("keeps the camera's wall clock when its report goes on under another number", () => {
  const original = Buffer.alloc(52);
  original.write('8000', 8, 'hex');
  original.writeUInt32BE(0xffff_fff0, 16);
  const stamped = restampedSenderReport(original, 5, 0x20, 3, 400);
  expect(stamped.subarray(8, 16)).toEqual(original.subarray(8, 16));
  expect([
    stamped.readUInt32BE(4),
    stamped.readUInt32BE(16),
    stamped.readUInt32BE(20),
    stamped.readUInt32BE(24),
    stamped.length,
  ]).toEqual([5, 0x10, 3, 400, 28]);
});
