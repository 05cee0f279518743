import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Audio, type DataChannel, PeerConnection, type Track, Video } from 'node-datachannel';
import { logFault } from '../log.ts';
import { BadOffer } from './errors.ts';
import { type OfferedCodec, type OfferedMedia, pageBeginsHandshake, withoutLocalNames } from './sdp-offer.ts';

/** How one section of the offer is answered. */
export type Line = {
  media: OfferedMedia;
  codec: OfferedCodec;
  direction: 'SendOnly' | 'RecvOnly' | 'SendRecv';
  /** What we send there, for a line on which we send. */
  ssrc: number | null;
  /** Header extensions by address that we want on it. */
  extensions: readonly string[];
  /** RTCP feedback beyond what the library answers by itself. */
  feedback: readonly string[];
  onPacket(packet: Buffer): void;
  onOpen(): void;
};

/** @returns false when the line is not open: the packet is dropped. */
export type Sender = (packet: Buffer) => boolean;

export type NativePeer = {
  readonly name: string;
  /** @throws BadOffer */
  answer: Promise<string>;
  /** In the order of the lines. */
  senders: readonly Sender[];
  close(): void;
};

type Events = { onState(state: string): void };

const MAX_CHANNELS = 4;
const GATHER_LIMIT_MS = 5_000;

/** `HENGLING_MEDIA_PORTS=40000-40999`: the UDP ports that a firewall lets through, one a connection. Unset: any. */
function udpPorts(): { portRangeBegin?: number; portRangeEnd?: number } {
  const [, begin, end] = /^(\d{4,5})-(\d{4,5})$/.exec(process.env['HENGLING_MEDIA_PORTS'] ?? '') ?? [];
  return begin === undefined ? {} : { portRangeBegin: Number(begin), portRangeEnd: Number(end) };
}

/** A throw inside a native callback aborts the process, and with it everybody's picture. */
export const guarded =
  <A extends unknown[]>(area: string, work: (...args: A) => void) =>
  (...args: A): void => {
    try {
      work(...args);
    } catch (error) {
      logFault(area, error);
    }
  };

/** Answers a page's offer with all of our own addresses in it, so that the page needs no more word from us. */
export function openNativePeer(
  name: string,
  offer: string,
  lines: readonly Line[],
  events: Events,
): NativePeer {
  const pc = new PeerConnection(name, { iceServers: [], mtu: 1400, ...udpPorts() });
  const gathered = Promise.withResolvers<void>();
  let closed = false;
  const close = () => {
    if (closed) return;
    closed = true;
    channels.length = 0;
    pc.close();
  };
  pc.onStateChange(guarded('relay_state', (state: string) => !closed && events.onState(state)));
  pc.onGatheringStateChange(
    guarded('relay_gather', (state: string) => state === 'complete' && gathered.resolve()),
  );
  // Pages open a channel of data beside the media. Nothing is said on it, but one that nobody holds is collected and closes.
  const channels: DataChannel[] = [];
  pc.onDataChannel(
    guarded(
      'relay_channel',
      (channel: DataChannel) => void (channels.length < MAX_CHANNELS && channels.push(channel)),
    ),
  );

  const answer = async () => {
    const limit = new AbortController();
    const late = delay(GATHER_LIMIT_MS, 'late', { signal: limit.signal }).catch(() => 'in time');
    const first = await Promise.race([gathered.promise, late]);
    limit.abort();
    if (first === 'late') throw new BadOffer('no address was found in time');
    return withLoopback(pc.localDescription()?.sdp ?? '');
  };

  try {
    const senders = lines.map((line) => senderOf(addLine(pc, line)));
    pc.setRemoteDescription(pageBeginsHandshake(withoutLocalNames(offer)), 'offer');
    return { name, answer: answer(), senders, close };
  } catch (cause) {
    close();
    throw new BadOffer('the offer cannot be answered', { cause });
  }
}

/** A closed track throws, and closes between our look and our word. */
const senderOf =
  (track: Track): Sender =>
  (packet) => {
    try {
      return track.isOpen() && track.sendMessageBinary(packet);
    } catch {
      return false; // closed this moment; its peer's state says so by itself
    }
  };

function addLine(pc: PeerConnection, line: Line): Track {
  const { media, codec, direction, ssrc } = line;
  const description =
    media.kind === 'audio' ? new Audio(media.mid, direction) : new Video(media.mid, direction);
  const parameters = codec.format === null ? [] : [codec.format];
  if ('addAudioCodec' in description) description.addAudioCodec(codec.payloadType, 'opus', ...parameters);
  else description.addVideoCodec(codec.payloadType, codec.name, ...parameters);
  for (const feedback of line.feedback)
    description.parseSdpLine(`a=rtcp-fb:${codec.payloadType} ${feedback}`);
  for (const address of line.extensions) {
    const number = media.extensions.get(address);
    if (number !== undefined) description.parseSdpLine(`a=extmap:${number} ${address}`);
  }
  if (ssrc !== null) description.addSSRC(ssrc, 'hub', 'hub', `hub-${media.kind}`);
  const track = pc.addTrack(description as Video);
  track.onOpen(guarded('relay_open', line.onOpen));
  track.onMessage(guarded('relay_packet', line.onPacket));
  return track;
}

/**
 * The library names the addresses of all networks but the loopback, though it listens there too. A console on a machine
 * without any network still reaches its own hub.
 */
function withLoopback(sdp: string): string {
  const port =
    /^a=candidate:\S+ 1 UDP \d+ \S+ (\d+) typ host/m.exec(sdp)?.[1] ?? /^m=\S+ ([1-9]\d*) /m.exec(sdp)?.[1];
  if (port === undefined || sdp.includes(' 127.0.0.1 ') || !hasLoopback()) return sdp;
  const candidate = `a=candidate:127 1 UDP 2113929471 127.0.0.1 ${port} typ host\r\n`;
  return sdp.includes('a=end-of-candidates')
    ? sdp.replace('a=end-of-candidates', `${candidate}a=end-of-candidates`)
    : `${sdp}${candidate}`;
}

const hasLoopback = (): boolean =>
  Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '127.0.0.1'));
