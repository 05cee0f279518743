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

/** A call within this page, with nothing of ours in between: from its start to the first picture shown. */
async function directFirstFrame(): Promise<number> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
  const shown = document.createElement('video');
  shown.muted = true;
  document.body.append(shown);
  const from = performance.now();
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  caller.onicecandidate = ({ candidate }) => void (candidate && callee.addIceCandidate(candidate));
  callee.onicecandidate = ({ candidate }) => void (candidate && caller.addIceCandidate(candidate));
  callee.ontrack = ({ streams: [remote] }) => {
    shown.srcObject = remote ?? null;
    void shown.play();
  };
  const first = new Promise<number>((resolve) =>
    shown.requestVideoFrameCallback(() => resolve(performance.now() - from)),
  );
  stream.getTracks().forEach((track) => caller.addTrack(track, stream));
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription!);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription!);
  const took = await first;
  [caller, callee].forEach((peer) => peer.close());
  stream.getTracks().forEach((track) => track.stop());
  shown.remove();
  return took;
}

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
    firstFrameMs = null;
    video.requestVideoFrameCallback(() => (firstFrameMs = performance.now() - from));
    viewing = openView({ signal, viewId, uplinkId, video: true, onStream: play, onState });
  },
  closeView() {
    viewing?.close();
    video.srcObject = null;
  },
  directFirstFrame,
  frames: () => video.getVideoPlaybackQuality().totalVideoFrames,
  firstFrameMs: () => firstFrameMs,
  shownLevel: () => levelOf(video.srcObject as MediaStream | null),
  heardLevel: () => levelOf(heard),
};
export type MediaTestPage = typeof page;
Object.assign(window, { media: page });
