/** What this page needs of the peer wrappers in renderer/client/media. */
export type Signal = (request: { kind: 'uplink' | 'view'; id: string; uplinkId: string; offer: string }) => Promise<{ answer: string }>;
export type PeerState = 'connecting' | 'live' | 'lost' | 'closed';
export type PeerStatus = { state: PeerState; /** ms UTC by this machine */ since: number };

export type OpenView = (options: {
  signal: Signal;
  viewId: string;
  uplinkId: string;
  video: boolean;
  onStream: (stream: MediaStream) => void;
  onState: (status: PeerStatus) => void;
}) => { close: () => void };

export type OpenTalk = (options: { signal: Signal; uplinkId: string; micStream: MediaStream; onState?: (status: PeerStatus) => void }) => { close: () => void };

export type Peers = { openView: OpenView; openTalk: OpenTalk };

/** No peer wrapper yet: says closed. */
export const noPeers: Peers = {
  openView: ({ onState }) => {
    onState({ state: 'closed', since: Date.now() });
    return { close: () => undefined };
  },
  openTalk: () => ({ close: () => undefined }),
};
