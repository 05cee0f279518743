import type { StateCreator } from 'zustand';
import type { ConsoleState } from './console-state.ts';

export const MOST_TILES = 16;

export type Tile = {
  unitId: string;
  /** R110: why it is looked at; goes into the record. */ purpose: string;
};

export type VideoSlice = {
  tiles: readonly Tile[];
  /** The one unit that is heard; null: quiet. */
  heardUnitId: string | null;
  /** A unit outside any operation, whose picture waits for its purpose. */
  purposeFor: string | null;
  openTile: (unitId: string, purpose: string) => void;
  askPurpose: (unitId: string | null) => void;
  closeTile: (unitId: string) => void;
  hear: (unitId: string | null) => void;
};

export const createVideoSlice: StateCreator<ConsoleState, [], [], VideoSlice> = (set) => ({
  tiles: [],
  heardUnitId: null,
  purposeFor: null,
  askPurpose: (purposeFor) => set({ purposeFor }),
  // Who opens a picture gets its sound as well. A new tile comes first; the oldest gives way when the screen is full.
  openTile: (unitId, purpose) =>
    set(({ tiles }) => ({
      heardUnitId: unitId,
      ...(tiles.some((tile) => tile.unitId === unitId)
        ? {}
        : { tiles: [{ unitId, purpose }, ...tiles].slice(0, MOST_TILES) }),
    })),
  closeTile: (unitId) =>
    set((s) => ({
      tiles: s.tiles.filter((tile) => tile.unitId !== unitId),
      heardUnitId: s.heardUnitId === unitId ? null : s.heardUnitId,
    })),
  hear: (heardUnitId) => set({ heardUnitId }),
});
