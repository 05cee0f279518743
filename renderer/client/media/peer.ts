// The prebuilt file: its source wants Node's events, buffer and process, which a page has not.
import SimplePeer from 'simple-peer/simplepeer.min.js';

export type StatsReport = Readonly<Record<string, unknown>> & { type?: unknown; kind?: unknown };

/** One connection to the relay. It is never repaired: whoever holds it opens a new one. */
export type Peer = {
  /** What the browser counts, or nothing once it is closed. */
  stats(): Promise<StatsReport[]>;
  /** Another track of the same kind over the same connection. @returns false when it has none of that kind. */
  replaceTrack(track: MediaStreamTrack): boolean;
  close(): void;
};

type Options = {
  /** Sends our offer to the hub. */
  ask(offer: string): Promise<string>;
  send: MediaStream | null;
  /** Kinds to receive on lines of their own; a line on which audio is sent brings audio back as well. */
  receive: readonly ('audio' | 'video')[];
  onStream(stream: MediaStream): void;
  /** Once, unless it was closed by us: why it is of no more use. */
  onGone(cause: Error): void;
  /** false: nothing gets through at the moment, though it may recover. */
  onReachable(reachable: boolean): void;
};

/** The relay's addresses come with its answer and ours do not matter to it, so there is no need to wait for rare ones. */
const GATHER_MS = 1_000;

/** Voices are asked for again when they are lost, as pictures are; browsers support it but do not offer it. */
export const withAudioNack = (sdp: string): string =>
  sdp.replace(/^a=rtpmap:(\d+) opus\/48000\/2\r\n/gim, (line, payloadType: string) =>
    sdp.includes(`a=rtcp-fb:${payloadType} nack\r\n`) ? line : `${line}a=rtcp-fb:${payloadType} nack\r\n`,
  );

/** The page always offers and the relay answers; one message each way, everything in it. */
export function openPeer({ ask, send, receive, onStream, onGone, onReachable }: Options): Peer {
  const peer = new SimplePeer({
    initiator: true,
    trickle: false,
    streams: send ? [send] : [],
    config: { iceServers: [] },
    iceCompleteTimeout: GATHER_MS,
    sdpTransform: withAudioNack,
  });
  const tracks = new Map((send?.getTracks() ?? []).map((track) => [track.kind, track]));
  let over = false;
  const end = (cause: Error | null) => {
    if (over) return;
    over = true;
    peer.destroy();
    if (cause) onGone(cause);
  };

  peer.on('error', (error) => end(error));
  peer.on('close', () => end(new Error('the connection was closed')));
  peer.on('stream', (stream) => !over && onStream(stream));
  peer.on('iceStateChange', (state) => !over && onReachable(state === 'connected' || state === 'completed'));
  peer.on('signal', (description) => {
    // Besides the offer it asks for renegotiation, which the relay does not do.
    if (description.type !== 'offer' || over) return;
    ask(description.sdp).then(
      (sdp) => !over && peer.signal({ type: 'answer', sdp }),
      (cause: unknown) => end(cause instanceof Error ? cause : new Error(String(cause))),
    );
  });
  for (const kind of receive) peer.addTransceiver(kind, { direction: 'recvonly' });

  return {
    stats: () =>
      new Promise((resolve) => {
        if (over) return resolve([]);
        peer.getStats((error, reports) => resolve(error || over ? [] : (reports ?? [])));
      }),
    replaceTrack(track) {
      const before = tracks.get(track.kind);
      if (over || !send || !before) return false;
      if (before !== track) peer.replaceTrack(before, track, send);
      tracks.set(track.kind, track);
      return true;
    },
    close: () => end(null),
  };
}
