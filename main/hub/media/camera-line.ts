import { type Arrival, transportFeedback } from './transport-feedback.ts';
import { createIncomingStream, type IncomingStream } from './incoming-stream.ts';
import { BadOffer } from './errors.ts';
import { createUnwrap, extensionWord, isRtcp, payloadOf, ssrcOf } from './rtp.ts';
import { isNack, nack, nackedSequences, pictureLoss, receiverReport, remb, RTCP, rtcpParts } from './rtcp.ts';
import { type Line, openNativePeer, type Sender } from './native-peer.ts';
import type { VideoCodec } from './key-frame.ts';
import {
  chooseCodec,
  type MediaKind,
  type OfferedMedia,
  parseOffer,
  TRANSPORT_COUNTER,
} from './sdp-offer.ts';
import type { Rewriter } from './rewriter.ts';

/** The connection over which one page sends now. A page that comes back makes a new one under the same uplink. */
export type CameraLine = {
  /** @throws BadOffer */
  answer: Promise<string>;
  videoCodec: VideoCodec | null;
  hasAudio: boolean;
  /** Voices for this page go here; false when it has no line for them. */
  speak(packet: Buffer): boolean;
  askKeyFrame(): void;
  /** Bit/s the camera may use at most. */
  allow(bitsPerSecond: number): void;
  /** Asks for what was lost; called every 20 ms. */
  nackLosses(): void;
  /** Tells when packets came; every 100 ms. */
  tellArrivals(): void;
  /** Receiver reports; every 500 ms. */
  report(): void;
  interval(): { bytes: number; expected: number; lost: number };
  /** ms (monotonic) of the last packet of a kind; null before the first. */
  lastAt(kind: MediaKind): number | null;
  close(): void;
};

type Sink = {
  /** Voices that go back to the page are numbered by this. */
  voice: Rewriter;
  onPacket(kind: MediaKind, source: object, number: number, packet: Buffer, payload: Buffer): void;
  onSenderReport(kind: MediaKind, source: object, report: Buffer): void;
  onFailed(): void;
};

type Received = {
  kind: MediaKind;
  counter: number | null;
  asksAgain: boolean;
  stream: { ssrc: number; incoming: IncomingStream } | null;
  send: Sender;
};

const VIDEO_CODECS: readonly VideoCodec[] = ['VP8', 'H264'];
const nowUs = (): number => Math.round(performance.now() * 1000);

/** @throws BadOffer at once, or from `answer`. */
export function openCameraLine(
  name: string,
  offer: string,
  { voice, onPacket, onSenderReport, onFailed }: Sink,
): CameraLine {
  const received: Received[] = [];
  const unwrapCounter = createUnwrap();
  let arrivals: Arrival[] = [];
  let feedbackCount = 0;
  let videoCodec: VideoCodec | null = null;
  let voiceLine: { payloadType: number; open: boolean; send: Sender } | null = null;
  let closed = false;

  function onRtcp(from: Received, packet: Buffer) {
    for (const part of rtcpParts(packet)) {
      if (
        part.type === RTCP.senderReport &&
        part.bytes.length >= 28 &&
        from.stream?.ssrc === part.bytes.readUInt32BE(4)
      ) {
        from.stream.incoming.reported(part.bytes, nowUs());
        onSenderReport(from.kind, from.stream.incoming, part.bytes);
      } else if (isNack(part) && part.bytes.readUInt32BE(8) === voice.ssrc) {
        for (const sequence of nackedSequences(part.bytes)) {
          const again = voice.again(sequence);
          if (again) voiceLine?.send(again);
        }
      }
    }
  }

  function onMedia(from: Received, packet: Buffer) {
    if (closed) return;
    if (isRtcp(packet)) return onRtcp(from, packet);
    const payload = payloadOf(packet);
    if (!payload) return;
    const ssrc = ssrcOf(packet);
    const at = nowUs();
    if (from.stream?.ssrc !== ssrc) {
      from.stream = { ssrc, incoming: createIncomingStream(ssrc, from.kind === 'audio' ? 48_000 : 90_000) };
    }
    const counter = from.counter === null ? null : extensionWord(packet, from.counter);
    if (counter !== null) arrivals.push({ number: unwrapCounter(counter), atUs: at });
    const number = from.stream.incoming.accept(packet, at);
    if (number !== null) onPacket(from.kind, from.stream.incoming, number, packet, payload);
  }

  function answerMedia(media: OfferedMedia): Line | null {
    const { kind, direction } = media;
    const codec = chooseCodec(media, kind === 'audio' ? ['OPUS'] : VIDEO_CODECS);
    if (!codec || direction === 'inactive' || received.some((line) => line.kind === kind)) return null;
    const speaks = kind === 'audio' && direction !== 'sendonly';
    if (kind === 'video') {
      if (direction === 'recvonly') return null;
      videoCodec = codec.name as VideoCodec;
    }
    const asksAgain = kind === 'video' || codec.feedback.includes('nack');
    const counter = media.extensions.get(TRANSPORT_COUNTER) ?? null;
    const line: Received = { kind, counter, asksAgain, stream: null, send: () => false };
    received.push(line);
    if (speaks) voiceLine = { payloadType: codec.payloadType, open: false, send: () => false };
    return {
      media,
      codec,
      direction: !speaks ? 'RecvOnly' : direction === 'recvonly' ? 'SendOnly' : 'SendRecv',
      ssrc: speaks ? voice.ssrc : null,
      extensions: counter === null ? [] : [TRANSPORT_COUNTER],
      feedback: [
        ...(counter === null ? [] : ['transport-cc']),
        ...(kind === 'audio' && asksAgain ? ['nack'] : []),
      ],
      onPacket: (packet) => onMedia(line, packet),
      onOpen: () => {
        if (speaks && voiceLine) voiceLine.open = true;
      },
    };
  }

  const lines = parseOffer(offer).flatMap((media) => answerMedia(media) ?? []);
  if (lines.length === 0) throw new BadOffer('neither audio nor video that we can take');
  const peer = openNativePeer(name, offer, lines, {
    onState: (state) => {
      if (state === 'failed' || state === 'closed') onFailed();
    },
  });
  lines.forEach((line, index) => {
    received[index]!.send = peer.senders[index]!;
    if (voiceLine && line.ssrc !== null) voiceLine.send = peer.senders[index]!;
  });
  const flowing = () => received.flatMap((line) => (line.stream ? [{ ...line, stream: line.stream }] : []));

  return {
    answer: peer.answer,
    videoCodec,
    hasAudio: lines.some((line) => line.media.kind === 'audio' && line.direction !== 'SendOnly'),
    speak(packet) {
      if (closed || !voiceLine?.open) return false;
      packet[1] = (packet[1]! & 0x80) | voiceLine.payloadType;
      return voiceLine.send(packet);
    },
    askKeyFrame() {
      for (const { kind, stream, send } of flowing()) if (kind === 'video') send(pictureLoss(stream.ssrc));
    },
    allow(bitsPerSecond) {
      for (const { kind, stream, send } of flowing())
        if (kind === 'video') send(remb(stream.ssrc, bitsPerSecond));
    },
    nackLosses() {
      const at = nowUs();
      for (const { asksAgain, stream, send } of flowing()) {
        const missing = stream.incoming.missing(at);
        if (missing.length > 0 && asksAgain) send(nack(stream.ssrc, missing));
      }
    },
    tellArrivals() {
      const [first] = flowing();
      if (!first || arrivals.length === 0) return;
      const told = transportFeedback(first.stream.ssrc, feedbackCount, arrivals);
      feedbackCount += told.length;
      arrivals = [];
      for (const packet of told) first.send(packet);
    },
    report() {
      for (const { stream, send } of flowing()) {
        const block = stream.incoming.block(nowUs());
        if (block) send(receiverReport(block));
      }
    },
    interval() {
      const total = { bytes: 0, expected: 0, lost: 0 };
      for (const { stream } of flowing()) {
        const { bytes, expected, lost } = stream.incoming.interval();
        total.bytes += bytes;
        total.expected += expected;
        total.lost += lost;
      }
      return total;
    },
    lastAt(kind) {
      const times = flowing().flatMap((line) =>
        line.kind === kind ? [line.stream.incoming.lastAtUs() / 1000] : [],
      );
      return times.at(0) ?? null;
    },
    close() {
      if (closed) return;
      closed = true;
      peer.close();
    },
  };
}
