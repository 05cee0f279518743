import type { UplinkReport } from '../ports.ts';
import { BadOffer } from './errors.ts';
import { type CameraLine, openCameraLine } from './camera-line.ts';
import { beginsKeyFrame, type VideoCodec } from './key-frame.ts';
import { openRelayView, type RelayView } from './relay-view.ts';
import { createRewriter, type Rewriter } from './rewriter.ts';
import type { MediaKind } from './sdp-offer.ts';

export type RelayUplink = {
  readonly uplinkId: string;
  /** A second offer takes the uplink over; whoever looks stays connected. @throws BadOffer */
  accept(offer: string): Promise<string>;
  /** @throws BadOffer */
  openView(viewId: string, offer: string, onGone: () => void): { view: RelayView; answer: Promise<string> };
  /** A voice for this page. One source at a time, or they cut into each other. */
  hear(source: object, number: number, packet: Buffer, payload: Buffer): void;
  report(): UplinkReport;
  /** Every 20 ms; `step` counts the calls. */
  tick(step: number): void;
  close(): void;
};

type Events = {
  onVoice(source: object, number: number, packet: Buffer, payload: Buffer): void;
  onChange(): void;
};

/** What a camera may send at most and what it is never pressed below, bit/s. */
const RATE = { most: 2_500_000, least: 100_000 };
const KEY_FRAME_PAUSE_MS = 300;
const SILENT_MS = 3_000;
/** As long as that may a page take to connect before it is said to be lost. */
const CONNECT_MS = 10_000;

const nowUs = (): number => Math.round(performance.now() * 1000);
const recent = (at: number | null | undefined, withinMs: number): boolean =>
  at != null && performance.now() - at < withinMs;

/** One camera and everybody who looks at it. Packets are numbered anew once, and the same bytes go to all. */
export function createRelayUplink(uplinkId: string, { onVoice, onChange }: Events): RelayUplink {
  const trunks: Record<MediaKind, Rewriter> = {
    audio: createRewriter('audio', false),
    video: createRewriter('video', true),
  };
  const voice = createRewriter('audio', false);
  const views = new Set<RelayView>();
  let camera: CameraLine | null = null;
  let codec: VideoCodec = 'VP8';
  /** The stream that is on the trunk; another one gets there with its first key frame. */
  let shown: object | null = null;
  let keyFrame = { askedAt: -Infinity, wanted: false };
  let state: UplinkReport['state'] = 'connecting';
  let since = Date.now();
  let openedAt = performance.now();
  let measured = { kbps: 0, lossPct: 0 };
  /** Kinds that came within the last seconds. */
  const flows: Record<MediaKind, boolean> = { audio: false, video: false };
  let videoBytes = 0;
  let videoRate = 0;

  function become(next: UplinkReport['state']) {
    if (next === state) return;
    state = next;
    since = Date.now();
    onChange();
  }

  function needKeyFrame() {
    keyFrame.wanted = true;
    if (performance.now() - keyFrame.askedAt >= KEY_FRAME_PAUSE_MS) askKeyFrame();
  }

  function askKeyFrame() {
    keyFrame = { askedAt: performance.now(), wanted: false };
    camera?.askKeyFrame();
  }

  function onPacket(kind: MediaKind, source: object, number: number, packet: Buffer, payload: Buffer) {
    const begins = !flows[kind];
    flows[kind] = true;
    if (state !== 'live') become('live');
    else if (begins) onChange();
    const key = kind === 'video' && beginsKeyFrame(codec, payload);
    if (kind === 'video') {
      videoBytes += packet.length;
      if (source !== shown) {
        if (!key) return;
        shown = source;
      }
    } else onVoice(source, number, packet, payload);
    const plain = trunks[kind].rewrite(source, number, packet, payload, nowUs());
    if (plain) for (const view of views) view.send(kind, plain, key);
  }

  /** The best viewer's rate: forwarding the slowest one's would slow down everybody. */
  function allowed(): number {
    const limits = [...views].map((view) => view.limit(videoRate)).filter((limit) => limit > 0);
    const best = limits.length > 0 ? Math.max(...limits) : RATE.most;
    return Math.max(RATE.least, Math.min(RATE.most, best));
  }

  function measure() {
    const { bytes, expected, lost } = camera?.interval() ?? { bytes: 0, expected: 0, lost: 0 };
    measured = {
      kbps: (bytes * 8) / 1000,
      lossPct: expected > 0 ? Math.min(100, (lost / expected) * 100) : 0,
    };
  }

  function watch() {
    let ends = false;
    for (const kind of ['audio', 'video'] as const) {
      if (!flows[kind] || recent(camera?.lastAt(kind), SILENT_MS)) continue;
      flows[kind] = false;
      ends = true;
    }
    if (state === 'live' && !flows.audio && !flows.video) become('lost');
    else if (ends) onChange();
    if (state === 'connecting' && !recent(openedAt, CONNECT_MS)) become('lost');
  }

  return {
    uplinkId,
    async accept(offer) {
      const next = openCameraLine(uplinkId, offer, {
        voice,
        onPacket: (...packet) => next === camera && onPacket(...packet),
        onSenderReport(kind, source, original) {
          const report = trunks[kind].senderReport(source, original);
          if (report) for (const view of views) view.sendReport(kind, report);
        },
        onFailed: () => next === camera && become('lost'),
      });
      const before = camera;
      try {
        const answer = await next.answer;
        if (camera !== before) throw new BadOffer('a newer offer took the uplink over');
        camera = next;
        before?.close();
        if (next.videoCodec !== null && next.videoCodec !== codec) changeCodec(next.videoCodec);
        shown = null;
        openedAt = performance.now();
        if (before === null || state === 'closed') become('connecting');
        for (const view of views) view.hold();
        return answer;
      } catch (error) {
        next.close();
        throw error;
      }
    },
    openView(viewId, offer, onGone) {
      const gone = (view: RelayView) => {
        views.delete(view);
        onGone();
      };
      const view = openRelayView(viewId, offer, { trunks, videoCodec: codec, needKeyFrame, onGone: gone });
      views.add(view);
      return { view, answer: view.answer };
    },
    hear(source, number, packet, payload) {
      const spoken = voice.rewrite(source, number, packet, payload, nowUs());
      if (spoken) camera?.speak(spoken);
    },
    report: () => ({
      uplinkId,
      state,
      since,
      kbps: state === 'live' ? Math.round(measured.kbps) : 0,
      lossPct: Math.round(measured.lossPct * 10) / 10,
      viewers: views.size,
      hasVideo: flows.video,
      hasAudio: flows.audio,
    }),
    tick(step) {
      camera?.nackLosses();
      if (keyFrame.wanted && performance.now() - keyFrame.askedAt >= KEY_FRAME_PAUSE_MS) askKeyFrame();
      if (step % 5 === 0) camera?.tellArrivals();
      if (step % 25 === 0) {
        camera?.report();
        videoRate = videoBytes * 8 * 2;
        videoBytes = 0;
        camera?.allow(allowed());
        watch();
        if ([...views].some((view) => view.waits())) needKeyFrame();
      }
      if (step % 50 === 0) measure();
    },
    close() {
      state = 'closed';
      since = Date.now();
      camera?.close();
      for (const view of [...views]) view.close();
    },
  };

  /** Viewers were told of the old one; their pages connect anew. */
  function changeCodec(next: VideoCodec) {
    codec = next;
    trunks.video = createRewriter('video', next === 'VP8');
    for (const view of [...views]) if (view.videoCodec !== null) view.close();
  }
}
