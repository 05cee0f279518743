import type { StateCreator } from 'zustand';
import type { UplinkInfo } from '#contracts/media.ts';
import type { Presence } from '#contracts/sync.ts';
import type { HubLink } from '#renderer/client/hub-client.ts';
import type { ConsoleState } from './console-state.ts';

export type Talk = { from: string; name: string; unitIds: string[]; since: number };

/** What is true now and in no record: link, presence, uplinks, who speaks. Written by sync alone. */
export type LiveSlice = {
  link: HubLink;
  presence: ReadonlyMap<string, Presence>;
  uplinks: ReadonlyMap<string, UplinkInfo>;
  talks: readonly Talk[];
  /** Slot of a position frame → unit. */
  slots: ReadonlyMap<number, string>;
  progress: Readonly<Record<string, { done: number; total: number }>>;
  /** When each unit's last position was taken, ms UTC by the hub; about once a second, for the boards. */
  fixTimes: ReadonlyMap<string, number>;
};

export const createLiveSlice =
  (link: HubLink): StateCreator<ConsoleState, [], [], LiveSlice> =>
  () => ({
    link,
    presence: new Map(),
    uplinks: new Map(),
    talks: [],
    slots: new Map(),
    progress: {},
    fixTimes: new Map(),
  });
