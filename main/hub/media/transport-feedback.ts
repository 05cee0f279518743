import { RTCP } from './rtcp.ts';

/** A packet's transport-wide number, unwrapped, and when it came, µs. */
export type Arrival = { number: number; atUs: number };

const TICK_US = 250;
const REFERENCE_US = 64_000;
/** Longest stretch of numbers in one feedback packet; with all of them present it stays below an MTU. */
const MAX_SPAN = 400;
const LONGEST_RUN = 8191;

/**
 * Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): when each numbered packet came, from
 * which the camera finds its own rate. As many packets as the stretch of numbers needs, numbered from `firstCount`.
 */
export function transportFeedback(ssrc: number, firstCount: number, arrivals: readonly Arrival[]): Buffer[] {
  const sorted = [...arrivals].sort((a, b) => a.number - b.number);
  const once = sorted.filter((arrival, index) => index === 0 || arrival.number !== sorted[index - 1]!.number);
  const packets: Buffer[] = [];
  for (let from = 0; from < once.length;) {
    let to = from + 1;
    while (to < once.length && once[to]!.number - once[from]!.number < MAX_SPAN) to++;
    packets.push(onePacket(ssrc, firstCount + packets.length, once.slice(from, to)));
    from = to;
  }
  return packets;
}

function onePacket(ssrc: number, count: number, arrivals: readonly Arrival[]): Buffer {
  const base = arrivals[0]!.number;
  const span = arrivals.at(-1)!.number - base + 1;
  const reference = Math.floor(arrivals[0]!.atUs / REFERENCE_US);
  const symbols = new Uint8Array(span);
  const deltas: { wide: boolean; ticks: number }[] = [];
  let clock = reference * REFERENCE_US;
  for (const { number, atUs } of arrivals) {
    const ticks = Math.max(-0x8000, Math.min(0x7fff, Math.round((atUs - clock) / TICK_US)));
    const wide = ticks < 0 || ticks > 255;
    symbols[number - base] = wide ? 2 : 1;
    deltas.push({ wide, ticks });
    clock += ticks * TICK_US;
  }
  const chunks = statusChunks(symbols);
  const used = 20 + chunks.length * 2 + deltas.reduce((sum, { wide }) => sum + (wide ? 2 : 1), 0);
  const padding = (4 - (used & 3)) & 3;
  const bytes = Buffer.alloc(used + padding);
  bytes[0] = 0x80 | (padding > 0 ? 0x20 : 0) | 15;
  bytes[1] = RTCP.transportFeedback;
  bytes.writeUInt16BE(bytes.length / 4 - 1, 2);
  bytes.writeUInt32BE(1, 4);
  bytes.writeUInt32BE(ssrc, 8);
  bytes.writeUInt16BE(base & 0xffff, 12);
  bytes.writeUInt16BE(span, 14);
  bytes.writeUIntBE(reference & 0x7fffff, 16, 3);
  bytes[19] = count & 0xff;
  let at = 20;
  for (const chunk of chunks) at = bytes.writeUInt16BE(chunk, at);
  for (const { wide, ticks } of deltas)
    at = wide ? bytes.writeInt16BE(ticks, at) : bytes.writeUInt8(ticks, at);
  if (padding > 0) bytes[bytes.length - 1] = padding;
  return bytes;
}

/** Runs of a same symbol where that is shorter, else seven two-bit symbols a chunk. */
function statusChunks(symbols: Uint8Array): number[] {
  const chunks: number[] = [];
  for (let from = 0; from < symbols.length;) {
    const symbol = symbols[from]!;
    let run = 1;
    while (from + run < symbols.length && symbols[from + run] === symbol && run < LONGEST_RUN) run++;
    if (run >= 7) {
      chunks.push((symbol << 13) | run);
      from += run;
      continue;
    }
    let chunk = 0xc000;
    for (let k = 0; k < 7; k++) chunk |= (symbols[from + k] ?? 0) << (12 - 2 * k);
    chunks.push(chunk);
    from += 7;
  }
  return chunks;
}
