import type { ReceptionBlock } from './rtcp.ts';
import { createUnwrap, sequenceOf, timestampOf } from './rtp.ts';

export type IncomingStream = {
  /** @returns the packet's number, counted on over the wrap, or null for one that came before. */
  accept(packet: Buffer, nowUs: number): number | null;
  /** 16-bit numbers to ask for again now. */
  missing(nowUs: number): number[];
  /** Remembers the sender's report, which receiver reports answer to. */
  reported(senderReport: Buffer, nowUs: number): void;
  /** Null before the first packet. Counts from the last call on. */
  block(nowUs: number): ReceptionBlock | null;
  /** Bytes and packets since the last call; `lost` after all that came late or again. */
  interval(): { bytes: number; expected: number; lost: number };
  /** µs of the last packet; 0 before the first. */
  lastAtUs(): number;
};

type Gap = { since: number; asked: number; nextAt: number };

const GIVE_UP_US = 1_000_000;
const MAX_ASKED = 12;
const ASK_AGAIN_US = 25_000;
/** A longer jump is another encoder, not a loss. */
const LONGEST_GAP = 500;
const MAX_GAPS = 1_000;

/** Statistics and losses of one RTP stream as it reaches us (RFC 3550 §6.4.1 and its appendix A.8). */
export function createIncomingStream(ssrc: number, clockRate: number): IncomingStream {
  const unwrap = createUnwrap();
  const gaps = new Map<number, Gap>();
  let base = 0;
  let highest: number | null = null;
  let received = 0;
  let jitter = 0;
  let transit: number | null = null;
  let lastReport = { middle: 0, atUs: 0 };
  let prior = { expected: 0, received: 0 };
  let counted = { expected: 0, received: 0 };
  let bytes = 0;
  let lastAtUs = 0;

  const expected = () => (highest === null ? 0 : highest - base + 1);

  function measureJitter(packet: Buffer, nowUs: number) {
    const now = (nowUs * clockRate) / 1e6 - timestampOf(packet);
    const change = transit === null ? 0 : Math.abs(now - transit);
    if (change < clockRate * 10) jitter += (change - jitter) / 16;
    transit = now;
  }

  return {
    accept(packet, nowUs) {
      const number = unwrap(sequenceOf(packet));
      if (highest === null || Math.abs(number - highest) > LONGEST_GAP) {
        gaps.clear();
        base = number - received; // what was received before the jump stays received
        highest = number;
      } else if (number > highest) {
        for (let lost = highest + 1; lost < number; lost++)
          gaps.set(lost, { since: nowUs, asked: 0, nextAt: nowUs });
        if (gaps.size > MAX_GAPS) gaps.clear();
        highest = number;
      } else if (!gaps.delete(number)) {
        return null;
      }
      measureJitter(packet, nowUs);
      received += 1;
      bytes += packet.length;
      lastAtUs = nowUs;
      return number;
    },
    missing(nowUs) {
      const wanted: number[] = [];
      for (const [number, gap] of gaps) {
        if (nowUs - gap.since > GIVE_UP_US || gap.asked >= MAX_ASKED) gaps.delete(number);
        else if (nowUs >= gap.nextAt) {
          gap.asked += 1;
          gap.nextAt = nowUs + ASK_AGAIN_US;
          wanted.push(number & 0xffff);
        }
      }
      return wanted;
    },
    reported(senderReport, nowUs) {
      if (senderReport.length < 28) return;
      lastReport = { middle: senderReport.readUInt32BE(10), atUs: nowUs };
    },
    block(nowUs) {
      if (highest === null) return null;
      const newlyExpected = expected() - prior.expected;
      const newlyLost = newlyExpected - (received - prior.received);
      prior = { expected: expected(), received };
      return {
        ssrc,
        fraction:
          newlyLost > 0 && newlyExpected > 0
            ? Math.min(255, Math.floor((newlyLost * 256) / newlyExpected))
            : 0,
        lost: expected() - received,
        highest: highest - 0x10000,
        jitter: Math.floor(jitter),
        lastReport: lastReport.middle,
        sinceLastReport: lastReport.atUs === 0 ? 0 : Math.round(((nowUs - lastReport.atUs) / 1e6) * 65_536),
      };
    },
    interval() {
      const lost = expected() - counted.expected - (received - counted.received);
      const answer = { bytes, expected: expected() - counted.expected, lost: Math.max(0, lost) };
      counted = { expected: expected(), received };
      bytes = 0;
      return answer;
    },
    lastAtUs: () => lastAtUs,
  };
}
