import { openTalk, openUplink } from '#renderer/client/media/open-uplink.ts';
import { openView } from '#renderer/client/media/open-view.ts';
import type { PeerStatus, Signal } from '#renderer/client/media/peer-status.ts';

/** The pages' own peer wrappers in a page without anything else; the test drives them by name. */
const signal: Signal = async (request) => {
  const reply = await fetch('/signal', { method: 'POST', body: JSON.stringify(request) });
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.json()) as { answer: string };
};

const states: PeerStatus[] = [];
const onState = (status: PeerStatus) => void states.push(status);
let sending: ReturnType<typeof openUplink> | null = null;
let heard: MediaStream | null = null;
let viewing: { close: () => void } | null = null;
let firstFrameMs: number | null = null;
const video = document.createElement('video');
video.muted = true;
video.autoplay = true;
document.body.append(video);

const levelOf = async (stream: MediaStream | null): Promise<number> => {
  if (!stream) return 0;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let most = 0;
  for (let round = 0; round < 30; round++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    analyser.getFloatTimeDomainData(samples);
    most = Math.max(most, ...samples.map(Math.abs));
  }
  await context.close();
  return most;
};

// Chromium feeds a remote stream to Web Audio only while an element plays it.
const speaker = new Audio();
const hear = (voice: MediaStream) => {
  heard = voice;
  speaker.srcObject = voice;
  void speaker.play();
};
const play = (stream: MediaStream) => {
  video.srcObject = stream;
};

const page = {
  states: () => states.map(({ state }) => state),
  async send(uplinkId: string, kinds: { video: boolean; audio: boolean }) {
    const stream = await navigator.mediaDevices.getUserMedia(kinds);
    sending = openUplink({ signal, uplinkId, stream, onState, onRemoteAudio: hear });
  },
  async sendInstead(kinds: { video: boolean; audio: boolean }) {
    sending?.replaceStream(await navigator.mediaDevices.getUserMedia(kinds));
  },
  async talk(uplinkId: string) {
    sending?.close();
    openTalk({ signal, uplinkId, micStream: await navigator.mediaDevices.getUserMedia({ audio: true }) });
  },
  view(viewId: string, uplinkId: string) {
    const from = performance.now();
    video.requestVideoFrameCallback(() => (firstFrameMs = performance.now() - from));
    viewing = openView({ signal, viewId, uplinkId, video: true, onStream: play, onState });
  },
  closeView: () => viewing?.close(),
  frames: () => video.getVideoPlaybackQuality().totalVideoFrames,
  firstFrameMs: () => firstFrameMs,
  shownLevel: () => levelOf(video.srcObject as MediaStream | null),
  heardLevel: () => levelOf(heard),
};
export type MediaTestPage = typeof page;
Object.assign(window, { media: page });
