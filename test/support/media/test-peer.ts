import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';

/** A page, played by the native library without a browser: it offers, and the relay answers. */
export type Ask = (offer: string) => Promise<string>;

export const VIDEO_PT = 96;
export const AUDIO_PT = 111;
const COUNTER_AT = 4;
const SENT_AT = 9;

/** One whole VP8 frame in one packet; `count` can be read back with `countOf`, whatever the relay renumbers. */
export function videoPayload(count: number, key: boolean, size = 200): Buffer {
  const payload = Buffer.alloc(size);
  payload[0] = 0x90; // extended, begins a frame
  payload[1] = 0x80; // with a picture id
  payload.writeUInt16BE(0x8000 | (count & 0x7fff), 2);
  payload[COUNTER_AT] = key ? 0 : 1;
  payload.writeUInt32BE(count, COUNTER_AT + 1);
  payload.writeDoubleBE(performance.now(), SENT_AT);
  return payload;
}
/** When the packet was made, by `performance.now()` of this process. */
export const sentAtOf = (packet: Buffer): number => packet.readDoubleBE(HEADER + SENT_AT);
export function audioPayload(count: number): Buffer {
  const payload = Buffer.alloc(40);
  payload.writeUInt32BE(count, COUNTER_AT + 1);
  return payload;
}
const HEADER = 12;
export const countOf = (packet: Buffer): number => packet.readUInt32BE(HEADER + COUNTER_AT + 1);
export const isKey = (packet: Buffer): boolean => packet[HEADER + COUNTER_AT] === 0;
const isRtcp = (packet: Buffer): boolean => packet[1]! >= 192 && packet[1]! <= 223;

function rtp(
  payloadType: number,
  sequence: number,
  timestamp: number,
  ssrc: number,
  payload: Buffer,
): Buffer {
  const header = Buffer.alloc(HEADER);
  header[0] = 0x80;
  header[1] = 0x80 | payloadType;
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, payload]);
}

const ATTEMPTS = 5;

/**
 * The native library as the offering side sometimes refuses a good answer when the other end is quicker than itself
 * ("remote candidate without ICE transport"). The pages, which always offer, are browsers; here one tries again.
 */
async function patiently<T>(open: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open();
    } catch (error) {
      if (attempt === ATTEMPTS || !String(error).includes('without ICE transport')) throw error;
    }
  }
}

/** A track that nobody holds is collected, and hears nothing from then on. */
const held = new Set<Track>();
/**
 * The relay learns our address from the first packet. Told of it beforehand it may be so quick that its handshake arrives
 * while the library is still taking the answer in, and is turned away as a stranger's: the connection never opens.
 */
const withoutAddresses = (sdp: string): string =>
  sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, '');

async function connect(pc: PeerConnection, tracks: Track[], ask: Ask): Promise<void> {
  tracks.forEach((track) => held.add(track));
  const gathered = Promise.withResolvers<void>();
  const open = tracks.map((track) => new Promise<void>((resolve) => track.onOpen(resolve)));
  pc.onGatheringStateChange((state) => state === 'complete' && gathered.resolve());
  pc.setLocalDescription('offer');
  await gathered.promise;
  pc.setRemoteDescription(await ask(withoutAddresses(pc.localDescription()!.sdp)), 'answer');
  await Promise.all(open);
}

export type TestCamera = {
  /** @returns the count it went out under. */
  sendVideo(key?: boolean, size?: number): number;
  sendAudio(): number;
  /** Leaves a number out, as if the packet was lost, and keeps it for when it is asked for again. */
  loseVideo(): number;
  keyFramesAsked(): number;
  /** Voices that came back. */
  heard: Buffer[];
  close(): void;
};

/** Resolves when both lines are open. `firstCount`: where its counts begin. */
export const openTestCamera = (ask: Ask, options: CameraOptions = {}): Promise<TestCamera> =>
  patiently(() => openCamera(ask, options));

type CameraOptions = { firstCount?: number; withVideo?: boolean };

async function openCamera(
  ask: Ask,
  { firstCount = 0, withVideo = true }: CameraOptions,
): Promise<TestCamera> {
  const pc = new PeerConnection('camera', { iceServers: [] });
  const ssrcs = { video: 1000 + firstCount, audio: 2000 + firstCount };
  const audioLine = new Audio('0', 'SendRecv');
  audioLine.addAudioCodec(AUDIO_PT, 'opus', 'minptime=10;useinbandfec=1');
  audioLine.addSSRC(ssrcs.audio, 'camera', 'camera', 'camera-audio');
  const audio = pc.addTrack(audioLine as unknown as Video);
  let video: Track | null = null;
  if (withVideo) {
    const videoLine = new Video('1', 'SendOnly');
    videoLine.addVP8Codec(VIDEO_PT);
    videoLine.addSSRC(ssrcs.video, 'camera', 'camera', 'camera-video');
    video = pc.addTrack(videoLine);
  }
  const kept = new Map<number, Buffer>();
  const heard: Buffer[] = [];
  let keyFramesAsked = 0;
  let videoCount = firstCount;
  let audioCount = firstCount;
  audio.onMessage((packet) => void (isRtcp(packet) || heard.push(packet)));
  video?.onMessage((packet) => {
    for (let at = 0; at + 4 <= packet.length; at += (packet.readUInt16BE(at + 2) + 1) * 4) {
      const format = packet[at]! & 31;
      if (packet[at + 1] === 206 && format === 1) keyFramesAsked += 1;
      if (packet[at + 1] === 205 && format === 1) {
        const again = kept.get(packet.readUInt16BE(at + 12));
        if (again) video.sendMessageBinary(again);
      }
    }
  });
  await connect(pc, video ? [audio, video] : [audio], ask);
  const nextVideo = (key: boolean, size?: number) => {
    const count = videoCount++;
    const packet = rtp(VIDEO_PT, count, count * 3000, ssrcs.video, videoPayload(count, key, size));
    kept.set(count & 0xffff, packet);
    return { count, packet };
  };
  return {
    sendVideo(key = false, size?: number) {
      const { count, packet } = nextVideo(key, size);
      video!.sendMessageBinary(packet);
      return count;
    },
    loseVideo: () => nextVideo(false).count,
    sendAudio() {
      const count = audioCount++;
      audio.sendMessageBinary(rtp(AUDIO_PT, count, count * 960, ssrcs.audio, audioPayload(count)));
      return count;
    },
    keyFramesAsked: () => keyFramesAsked,
    heard,
    close: () => pc.close(),
  };
}

export type TestViewer = {
  video: Buffer[];
  audio: Buffer[];
  askKeyFrame(): void;
  askAgain(sequence: number): void;
  state(): string;
  close(): void;
};

/** `onVideo` instead of keeping them: for those who receive very many. */
export const openTestViewer = (ask: Ask, onVideo?: (packet: Buffer) => void): Promise<TestViewer> =>
  patiently(() => openViewer(ask, onVideo));

async function openViewer(ask: Ask, onVideo?: (packet: Buffer) => void): Promise<TestViewer> {
  const pc = new PeerConnection('viewer', { iceServers: [] });
  const audioLine = new Audio('0', 'RecvOnly');
  audioLine.addAudioCodec(AUDIO_PT, 'opus', 'minptime=10;useinbandfec=1');
  const videoLine = new Video('1', 'RecvOnly');
  videoLine.addVP8Codec(VIDEO_PT);
  const audioTrack = pc.addTrack(audioLine as unknown as Video);
  const videoTrack = pc.addTrack(videoLine);
  const video: Buffer[] = [];
  const audio: Buffer[] = [];
  audioTrack.onMessage((packet) => void (isRtcp(packet) || audio.push(packet)));
  const take = onVideo ?? ((packet: Buffer) => void video.push(packet));
  videoTrack.onMessage((packet) => void (isRtcp(packet) || take(packet)));
  let ssrc = 0;
  await connect(pc, [audioTrack, videoTrack], async (offer) => {
    const answer = await ask(offer);
    ssrc = Number(/m=video[\s\S]*?a=ssrc:(\d+)/.exec(answer)?.[1]);
    return answer;
  });
  const feedback = (type: number, extra: number[]) => {
    const bytes = Buffer.from([0x81, type, 0, 2 + extra.length / 4, 0, 0, 0, 1, 0, 0, 0, 0, ...extra]);
    bytes.writeUInt32BE(ssrc, 8);
    videoTrack.sendMessageBinary(bytes);
  };
  return {
    video,
    audio,
    askKeyFrame: () => feedback(206, []),
    askAgain: (sequence) => feedback(205, [sequence >> 8, sequence & 255, 0, 0]),
    state: () => pc.state(),
    close: () => pc.close(),
  };
}
