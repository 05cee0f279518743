import { randomInt } from 'node:crypto';
import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import { logLine } from '#hub/log.ts';
import { guarded } from '#hub/media/native-peer.ts';
import { asksForKeyFrame, rtcpParts } from '#hub/media/rtcp.ts';
import { isRtcp } from '#hub/media/rtp.ts';
import type { CameraPeer, OpenCameraPeer } from './camera-link.ts';
import { createClipPlayer, type ClipPlayer } from './clip-player.ts';
import type { Clip } from './ivf.ts';
import type { Pump } from './pump.ts';
import { rtpPacket, senderReport, vp8Packets, type RtpOut } from './rtp-out.ts';

const VIDEO = { payloadType: 96, clockHz: 90_000 };
const AUDIO = { payloadType: 111, clockHz: 48_000 };
const REPORT_EVERY_MS = 5_000;
const CONNECT_WITHIN_MS = 15_000;

type Media = {
  /** Tells this camera's lines apart in a dump of the connection. */
  name: string;
  picture: Clip;
  sound: Clip;
  /** Where in the clip it begins, so that cameras with the same clip do not move in step. */
  startFrame: number;
};

/** What is sent on one line: the clip, the stream's numbers, and the offset from our clock to the stream's. */
type Sender = { track: Track; player: ClipPlayer; out: RtpOut; clockHz: number; offset: number };

const freshOut = (payloadType: number): RtpOut => ({
  ssrc: randomInt(1, 2 ** 32 - 1),
  payloadType,
  sequence: randomInt(0x10000),
  pictureId: randomInt(0x8000),
  packets: 0,
  octets: 0,
});

/**
 * The relay learns our address from the first packet. Told of it beforehand it may be so quick on the same machine that
 * its handshake arrives while the library is still taking the answer in, and is turned away as a stranger's.
 */
const withoutAddresses = (sdp: string): string =>
  sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, '');

/** A camera's connection to the relay: offers pictures and sound, sends them from clips, and hears one wish, a key frame. */
export const cameraPeerOpener =
  ({ name, picture, sound, startFrame }: Media, pump: Pump): OpenCameraPeer =>
  ({ exchange, onGone }): CameraPeer => {
    const pc = new PeerConnection(name, { iceServers: [], mtu: 1400, disableAutoNegotiation: true });
    const [videoOut, audioOut] = [freshOut(VIDEO.payloadType), freshOut(AUDIO.payloadType)];
    const video = new Video('video', 'SendOnly');
    video.addVP8Codec(VIDEO.payloadType);
    video.addSSRC(videoOut.ssrc, name, name, `${name}-video`);
    // Both ways: what is said to the unit comes back on this line.
    const audio = new Audio('audio', 'SendRecv');
    audio.addOpusCodec(AUDIO.payloadType);
    audio.addSSRC(audioOut.ssrc, name, name, `${name}-audio`);

    const begin = performance.now();
    const sender = (track: Track, clip: Clip, out: RtpOut, clockHz: number): Sender => ({
      track,
      out,
      clockHz,
      player: createClipPlayer(clip, begin, startFrame),
      offset: randomInt(2 ** 31),
    });
    const pictures = sender(pc.addTrack(video), picture, videoOut, VIDEO.clockHz);
    const voice = sender(pc.addTrack(audio), sound, audioOut, AUDIO.clockHz);
    const stampOf = (from: Sender, atMs: number) =>
      from.offset + Math.round(((atMs - begin) * from.clockHz) / 1000);

    let closed = false;
    let connected = false;
    let reportedAt = begin;
    const close = () => {
      if (closed) return;
      closed = true;
      stopPump();
      pc.close();
    };
    const gone = () => {
      // Not from within the library's own callback: closing there would wait for itself.
      if (!closed) setImmediate(onGone);
    };

    const sendDue = guarded('sim_camera', (nowMs: number) => {
      if (!connected) {
        if (nowMs - begin > CONNECT_WITHIN_MS) gone();
        return;
      }
      for (const { frame, atMs } of pictures.player.due(nowMs))
        for (const packet of vp8Packets(pictures.out, stampOf(pictures, atMs), frame)) send(pictures, packet);
      for (const { frame, atMs } of voice.player.due(nowMs))
        send(voice, rtpPacket(voice.out, stampOf(voice, atMs), false, [frame]));
      if (nowMs - reportedAt < REPORT_EVERY_MS) return;
      reportedAt = nowMs;
      for (const from of [pictures, voice])
        send(from, senderReport(from.out, stampOf(from, nowMs), Date.now()));
    });
    const send = ({ track }: Sender, packet: Buffer) => {
      if (track.isOpen()) track.sendMessageBinary(packet);
    };
    const stopPump = pump.add(sendDue);

    pictures.track.onMessage(
      guarded('sim_feedback', (packet: Buffer) => {
        if (!isRtcp(packet)) return;
        for (const part of rtcpParts(packet)) if (asksForKeyFrame(part)) pictures.player.jumpToKeyFrame();
      }),
    );
    // The unit's ear: nobody listens in a drill.
    voice.track.onMessage(guarded('sim_voice', () => undefined));
    pc.onStateChange(
      guarded('sim_state', (state: string) => {
        if (state === 'connected') {
          connected = true;
          pictures.player.jumpToKeyFrame();
        } else if (state === 'failed' || state === 'closed' || state === 'disconnected') gone();
      }),
    );
    pc.onGatheringStateChange(
      guarded('sim_gather', (state: string) => {
        if (state !== 'complete' || closed) return;
        exchange(withoutAddresses(pc.localDescription()?.sdp ?? ''))
          .then((answer) => {
            if (!closed) pc.setRemoteDescription(answer, 'answer');
          })
          .catch((cause: unknown) => {
            // No relay yet, or an answer that came when the attempt was over already: another attempt follows.
            logLine('sim_camera_again', { camera: name, reason: String(cause) });
            gone();
          });
      }),
    );
    pc.setLocalDescription('offer');
    return { close };
  };
