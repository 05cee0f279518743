import { openTalk } from '#renderer/client/media/open-uplink.ts';
import { openView } from '#renderer/client/media/open-view.ts';

export type { PeerState, PeerStatus, Signal } from '#renderer/client/media/peer-status.ts';

export type OpenView = typeof openView;
export type OpenTalk = typeof openTalk;
/** What this page needs of the peer wrappers; a test brings its own. */
export type Peers = { openView: OpenView; openTalk: OpenTalk };

export const peers: Peers = { openView, openTalk };
