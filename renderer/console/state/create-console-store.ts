import { createStore, type StoreApi } from 'zustand';
import type { HubClient } from '#renderer/client/hub-client.ts';
import { createAlarmSlice } from './alarm-slice.ts';
import { createCommandSlice } from './command-slice.ts';
import { createComposerSlice } from './composer-slice.ts';
import type { ConsoleState } from './console-state.ts';
import { createDirectorySlice } from './directory-slice.ts';
import { createFormsSlice } from './forms-slice.ts';
import type { Kept } from './kept.ts';
import { createLayoutSlice } from './layout-slice.ts';
import { createLiveSlice } from './live-slice.ts';
import { createMessageSlice } from './message-slice.ts';
import { createReplicaSlice } from './replica-slice.ts';
import { createSelectionSlice } from './selection-slice.ts';
import { createSessionSlice } from './session-slice.ts';
import { createVideoSlice } from './video-slice.ts';

export type ConsoleStore = StoreApi<ConsoleState>;

type Places = {
  /** Over a restart of the machine: theme, layout. */
  seat: Kept;
  /** Over a reload of this window: session, draft. */
  window: Kept;
  screenWidth: number;
};

/** The one store of a console page. It listens to nothing by itself: `openSync` feeds it. */
export const createConsoleStore = (hub: HubClient, { seat, window, screenWidth }: Places): ConsoleStore =>
  createStore<ConsoleState>()((...a) => ({
    ...createReplicaSlice(...a),
    ...createLiveSlice(hub.link())(...a),
    ...createLayoutSlice(seat, screenWidth)(...a),
    ...createSessionSlice(hub, window)(...a),
    ...createDirectorySlice(hub)(...a),
    ...createSelectionSlice(...a),
    ...createCommandSlice(hub)(...a),
    ...createComposerSlice(window)(...a),
    ...createFormsSlice(window)(...a),
    ...createVideoSlice(...a),
    ...createMessageSlice(hub, window)(...a),
    ...createAlarmSlice(...a),
  }));
