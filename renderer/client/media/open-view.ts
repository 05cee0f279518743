import { keepPeer } from './kept-peer.ts';
import { openPeer } from './peer.ts';
import type { PeerStatus, Signal } from './peer-status.ts';

type Options = {
  signal: Signal;
  viewId: string;
  uplinkId: string;
  /** false: sound alone. */
  video: boolean;
  /** Again with each new connection. */
  onStream: (stream: MediaStream) => void;
  onState: (status: PeerStatus) => void;
};

/** A shorter pause is the encoder's or the network's own hiccup, and its frozen picture is gone before anybody acts on it. */
const STILL_MS = 3_000;

/** Looks at an uplink until it is closed. `live` means that pictures come now, or sound where there is no picture. */
export function openView({ signal, viewId, uplinkId, video, onStream, onState }: Options): {
  close: () => void;
} {
  return keepPeer({
    beats: 'shown',
    stillMs: STILL_MS,
    onState,
    open: (events) =>
      openPeer({
        ...events,
        send: null,
        receive: video ? ['audio', 'video'] : ['audio'],
        onStream,
        ask: async (offer) => (await signal({ kind: 'view', id: viewId, uplinkId, offer })).answer,
      }),
  });
}
