import { asksForKeyFrame, isNack, nackedSequences, reportedLoss, rembRate, rtcpParts } from './rtcp.ts';
import { BadOffer } from './errors.ts';
import { type Line, openNativePeer } from './native-peer.ts';
import type { VideoCodec } from './key-frame.ts';
import type { Rewriter } from './rewriter.ts';
import { chooseCodec, type MediaKind, parseOffer } from './sdp-offer.ts';
import { isRtcp } from './rtp.ts';

export type RelayView = {
  readonly viewId: string;
  /** Its answer to the page. @throws BadOffer */
  answer: Promise<string>;
  /** What it was told that the picture is encoded in; null when it shows none. */
  videoCodec: VideoCodec | null;
  /** It waits for a key frame: before one there is nothing to show. */
  waits(): boolean;
  /** `key`: a key frame begins with this packet. */
  send(kind: MediaKind, packet: Buffer, key: boolean): void;
  sendReport(kind: MediaKind, report: Buffer): void;
  /** The picture begins anew: nothing is shown before its key frame. */
  hold(): void;
  /** Bit/s it can take, given what it is sent; `Infinity` as long as nothing speaks against more. */
  limit(sentBitsPerSecond: number): number;
  close(): void;
};

type Source = {
  trunks: Readonly<Record<MediaKind, Rewriter>>;
  videoCodec: VideoCodec;
  needKeyFrame(): void;
  onGone(view: RelayView): void;
};

const NACK_BURST_BYTES = 60_000;
/** Share of the stream that may be sent a second time to one viewer: a hopeless line must not double everybody's load. */
const NACK_SHARE = 0.3;
const SOON_MS = 20;
/** Half-second steps in which a fresh viewer's own estimate still climbs. */
const GRACE_STEPS = 10;
const BAD_LOSS = 25; // of 256
const REMB_STALE_MS = 3_000;

type Sent = { payloadType: number; open: boolean; send(packet: Buffer): boolean };

/** One viewer of one uplink. */
export function openRelayView(
  viewId: string,
  offer: string,
  { trunks, videoCodec, needKeyFrame, onGone }: Source,
): RelayView {
  const sent: Partial<Record<MediaKind, Sent>> = {};
  const resentAt = new Map<number, number>();
  let shows = false;
  let closed = false;
  let estimate = { bitsPerSecond: 0, atMs: 0 };
  let loss = 0;
  let steps = 0;
  let budget = { bytes: NACK_BURST_BYTES, perSecond: 8_000, atMs: performance.now() };

  function resend(kind: MediaKind, sequence: number) {
    const line = sent[kind];
    const packet = trunks[kind].again(sequence);
    if (!line?.open || !packet) return;
    const now = performance.now();
    budget.bytes = Math.min(NACK_BURST_BYTES, budget.bytes + ((now - budget.atMs) / 1000) * budget.perSecond);
    budget.atMs = now;
    const key = kind === 'video' ? sequence : sequence + 0x10000;
    if (budget.bytes < packet.length || now - (resentAt.get(key) ?? -SOON_MS) < SOON_MS) return;
    if (resentAt.size > 512) resentAt.clear();
    resentAt.set(key, now);
    budget.bytes -= packet.length;
    put(line, packet);
  }

  function onRtcp(kind: MediaKind, packet: Buffer) {
    if (!isRtcp(packet)) return;
    for (const part of rtcpParts(packet)) {
      if (isNack(part) && part.bytes.readUInt32BE(8) === trunks[kind].ssrc)
        nackedSequences(part.bytes).forEach((sequence) => resend(kind, sequence));
      else if (kind === 'video' && asksForKeyFrame(part)) needKeyFrame();
      const rate = rembRate(part);
      if (rate !== null) estimate = { bitsPerSecond: rate, atMs: performance.now() };
      if (kind === 'video') loss = reportedLoss(part, trunks.video.ssrc) ?? loss;
    }
  }

  const lines: Line[] = [];
  for (const media of parseOffer(offer)) {
    const { kind } = media;
    const codec = chooseCodec(media, kind === 'audio' ? ['OPUS'] : [videoCodec]);
    if (!codec || sent[kind]) continue;
    const line: Sent = { payloadType: codec.payloadType, open: false, send: () => false };
    sent[kind] = line;
    lines.push({
      media,
      codec,
      direction: 'SendOnly',
      ssrc: trunks[kind].ssrc,
      extensions: [],
      feedback: kind === 'audio' && codec.feedback.includes('nack') ? ['nack'] : [],
      onPacket: (packet) => onRtcp(kind, packet),
      onOpen: () => {
        line.open = true;
        if (kind === 'video') needKeyFrame();
      },
    });
  }
  if (lines.length === 0) throw new BadOffer('neither audio nor video that we can answer');
  const peer = openNativePeer(viewId, offer, lines, {
    onState: (state) => {
      if (state === 'failed' || state === 'closed') view.close();
    },
  });
  lines.forEach(({ media: { kind } }, index) => (sent[kind]!.send = peer.senders[index]!));

  const view: RelayView = {
    viewId,
    answer: peer.answer,
    videoCodec: sent.video ? videoCodec : null,
    waits: () => !shows && sent.video?.open === true,
    send(kind, packet, key) {
      const line = sent[kind];
      if (!line?.open || closed) return;
      if (kind === 'video') {
        shows ||= key;
        if (!shows) return;
      }
      put(line, packet);
    },
    sendReport(kind, report) {
      const line = sent[kind];
      if (line?.open && !closed && (kind === 'audio' || shows)) line.send(report);
    },
    hold: () => (shows = false),
    limit(sentBitsPerSecond) {
      steps += 1;
      budget = { ...budget, perSecond: Math.max(8_000, (sentBitsPerSecond / 8) * NACK_SHARE) };
      if (!sent.video || !shows) return 0;
      const fresh = performance.now() - estimate.atMs < REMB_STALE_MS;
      const tight = steps > GRACE_STEPS && fresh && estimate.bitsPerSecond < sentBitsPerSecond * 0.8;
      return tight || (loss > BAD_LOSS && fresh) ? Math.max(1, estimate.bitsPerSecond) : Infinity;
    },
    close() {
      if (closed) return;
      closed = true;
      peer.close();
      onGone(view);
    },
  };
  return view;
}

/** The packet is shared by all viewers; only the payload type is each one's own, and it is copied while it is sent. */
function put(line: Sent, packet: Buffer): void {
  packet[1] = (packet[1]! & 0x80) | line.payloadType;
  line.send(packet);
}
