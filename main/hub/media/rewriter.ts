import type { MediaKind } from './sdp-offer.ts';
import { plainPacket, sequenceOf, timestampOf } from './rtp.ts';
import { vp8Numbers } from './key-frame.ts';
import { restampedSenderReport } from './rtcp.ts';

export type Rewriter = {
  readonly ssrc: number;
  /**
   * The packet as receivers get it. Another `source` than before goes on where the last one ended, so that to them it is one
   * stream for ever. Null: a straggler from before its source's first packet here. The buffer is kept for `again`: change
   * nothing in it but the payload type.
   */
  rewrite(source: object, number: number, packet: Buffer, payload: Buffer, nowUs: number): Buffer | null;
  /** A packet of the last seconds by its new number, for a receiver that missed it. */
  again(sequence: number): Buffer | null;
  /** The source's sender report for the receivers; null when the source is not the one that is sent. */
  senderReport(source: object, original: Buffer): Buffer | null;
};

/** About four seconds of 2.5 Mbit/s. */
const RING = 1024;

/**
 * Numbers a stream anew at its entry: sequence, timestamp, SSRC, and VP8's picture id and layer index. Done once for all
 * receivers. Header extensions are left out; they belong to the hop.
 */
export function createRewriter(kind: MediaKind, vp8: boolean): Rewriter {
  const clockRate = kind === 'audio' ? 48_000 : 90_000;
  const ssrc = 1 + Math.floor(Math.random() * 0xfffffffe);
  const ring = new Array<Buffer | undefined>(RING);
  let source: object | null = null;
  let first = 0;
  let shift = { sequence: 0, timestamp: 0, picture: 0, layer: 0 };
  let last = {
    sequence: Math.floor(Math.random() * 0x8000),
    timestamp: Math.floor(Math.random() * 0xffffffff),
    picture: 0,
    layer: 0,
  };
  let lastAtUs = 0;
  let sent = { packets: 0, octets: 0 };

  function follow(next: object, number: number, packet: Buffer, payload: Buffer, nowUs: number) {
    const pause = source === null ? 0 : Math.max(1, Math.round(((nowUs - lastAtUs) / 1e6) * clockRate));
    const numbers = vp8 ? vp8Numbers(payload) : null;
    shift = {
      sequence: last.sequence + 1 - sequenceOf(packet),
      timestamp: last.timestamp + pause - timestampOf(packet),
      picture: numbers ? last.picture + 1 - pictureOf(payload, numbers) : 0,
      layer: numbers?.layerAt != null ? last.layer + 1 - payload[numbers.layerAt]! : 0,
    };
    source = next;
    first = number;
  }

  return {
    ssrc,
    rewrite(from, number, packet, payload, nowUs) {
      if (from !== source) follow(from, number, packet, payload, nowUs);
      if (number < first) return null;
      const plain = plainPacket(packet, payload);
      const sequence = (sequenceOf(packet) + shift.sequence) & 0xffff;
      const timestamp = (timestampOf(packet) + shift.timestamp) >>> 0;
      plain.writeUInt16BE(sequence, 2);
      plain.writeUInt32BE(timestamp, 4);
      plain.writeUInt32BE(ssrc, 8);
      const numbered = vp8 ? renumber(plain, shift) : null;
      if (((sequence - last.sequence) & 0xffff) < 0x8000)
        last = { ...last, ...numbered, sequence, timestamp };
      lastAtUs = nowUs;
      ring[sequence % RING] = plain;
      sent = { packets: sent.packets + 1, octets: sent.octets + payload.length };
      return plain;
    },
    again(sequence) {
      const kept = ring[sequence % RING];
      return kept && sequenceOf(kept) === sequence ? kept : null;
    },
    senderReport: (from, original) =>
      from === source && original.length >= 28
        ? restampedSenderReport(original, ssrc, shift.timestamp, sent.packets, sent.octets)
        : null,
  };
}

const HEADER = 12;

function renumber(
  plain: Buffer,
  shift: { picture: number; layer: number },
): { picture: number; layer?: number } | null {
  const payload = plain.subarray(HEADER);
  const numbers = vp8Numbers(payload);
  if (!numbers) return null;
  const { pictureAt, wide, layerAt } = numbers;
  const picture = (pictureOf(payload, numbers) + shift.picture) & 0x7fff;
  if (wide) payload.writeUInt16BE(0x8000 | picture, pictureAt);
  else payload[pictureAt] = picture & 0x7f;
  if (layerAt === null) return { picture };
  const layer = (payload[layerAt]! + shift.layer) & 0xff;
  payload[layerAt] = layer;
  return { picture, layer };
}

const pictureOf = (payload: Buffer, { pictureAt, wide }: { pictureAt: number; wide: boolean }): number =>
  wide ? payload.readUInt16BE(pictureAt) & 0x7fff : payload[pictureAt]! & 0x7f;
