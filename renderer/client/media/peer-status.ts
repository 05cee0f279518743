/** Sends an offer to the hub, and gets the relay's answer. Rejects when the hub refuses. */
export type Signal = (request: {
  kind: 'uplink' | 'view';
  id: string;
  uplinkId: string;
  offer: string;
}) => Promise<{ answer: string }>;
export type PeerState = 'connecting' | 'live' | 'lost' | 'closed';
export type PeerStatus = { state: PeerState; /** ms UTC by this machine */ since: number };
