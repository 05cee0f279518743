import { keepPeer } from './kept-peer.ts';
import { openPeer } from './peer.ts';
import type { PeerStatus, Signal } from './peer-status.ts';

type Options = {
  signal: Signal;
  uplinkId: string;
  stream: MediaStream;
  onState: (status: PeerStatus) => void;
  /** Voices of others; again with each new connection. */
  onRemoteAudio: (stream: MediaStream) => void;
};

/** Signs of life come at least every 2.5 s even when we send nothing. */
const STILL_MS = 5_000;

const kindsOf = (stream: MediaStream): string =>
  stream
    .getTracks()
    .map((track) => track.kind)
    .sort()
    .join();

/** Sends camera and microphone under an uplink's id until it is closed. `live` means that the relay hears us. */
export function openUplink({ signal, uplinkId, stream, onState, onRemoteAudio }: Options) {
  let sent = stream;
  const kept = keepPeer({
    beats: 'heard',
    stillMs: STILL_MS,
    onState,
    open: (events) =>
      openPeer({
        ...events,
        send: sent,
        // Voices come back over the line that the microphone goes out on; without one they need their own.
        receive: sent.getAudioTracks().length > 0 ? [] : ['audio'],
        onStream: onRemoteAudio,
        ask: async (offer) => (await signal({ kind: 'uplink', id: uplinkId, uplinkId, offer })).answer,
      }),
  });

  return {
    /** The same kinds go on over the same connection (a camera turned round); others need a new one. */
    replaceStream(next: MediaStream) {
      const same = kindsOf(next) === kindsOf(sent);
      sent = next;
      const peer = kept.peer();
      if (same && (peer === null || next.getTracks().every((track) => peer.replaceTrack(track)))) return;
      kept.renew();
    },
    close: () => kept.close(),
  };
}

type TalkOptions = Pick<Options, 'signal' | 'uplinkId'> & {
  micStream: MediaStream;
  onState?: Options['onState'];
};

/** A seat's microphone: an uplink of sound alone. */
export function openTalk({ micStream, onState = () => undefined, ...rest }: TalkOptions): {
  close: () => void;
} {
  return openUplink({ ...rest, stream: micStream, onState, onRemoteAudio: () => undefined });
}
