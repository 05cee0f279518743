import type { StateCreator } from 'zustand';
import { stateOf } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';

export type Picked = { kind: 'unit' | 'operation' | 'site' | 'order' | 'incident'; id: string };

export type SelectionSlice = {
  /** The one thing that every list, the map and the details show as picked. */
  picked: Picked | null;
  /** The operation that boards and timeline are about; follows what is picked. */
  operationId: string | null;
  /** Units marked as the targets of the next order, message or talk. */
  targets: ReadonlySet<string>;
  followId: string | null;
  /** Asked by a key to show something on the map; the map answers each `nr` once. */
  flight: { nr: number; to: { unitId: string } | { lng: number; lat: number; zoom: number } } | null;
  pick: (kind: Picked['kind'], id: string) => void;
  unpick: () => void;
  focusOperation: (operationId: string | null) => void;
  toggleTarget: (unitId: string) => void;
  setTargets: (unitIds: readonly string[]) => void;
  follow: (unitId: string | null) => void;
  flyTo: (to: { unitId: string } | { lng: number; lat: number; zoom: number }) => void;
};

/** The operation that a picked thing belongs to, or null. */
function operationOf({ replica }: ConsoleState, { kind, id }: Picked): string | null {
  switch (kind) {
    case 'operation':
      return id;
    case 'site':
      return id.split('/')[0] ?? null; // `<operationId>/<siteId>`
    case 'unit':
      return stateOf(replica, 'unit', id)?.assignment?.operationId ?? null;
    case 'order':
      return stateOf(replica, 'order', id)?.operationId ?? null;
    case 'incident':
      return stateOf(replica, 'incident', id)?.operationId ?? null;
  }
}

export const createSelectionSlice: StateCreator<ConsoleState, [], [], SelectionSlice> = (set) => ({
  picked: null,
  operationId: null,
  targets: new Set(),
  followId: null,
  flight: null,
  pick: (kind, id) =>
    set((s) => {
      const picked: Picked = { kind, id };
      return { picked, operationId: operationOf(s, picked) ?? s.operationId };
    }),
  unpick: () => set({ picked: null }),
  focusOperation: (operationId) => set({ operationId }),
  toggleTarget: (unitId) =>
    set(({ targets }) => {
      const next = new Set(targets);
      if (!next.delete(unitId)) next.add(unitId);
      return { targets: next };
    }),
  setTargets: (unitIds) => set({ targets: new Set(unitIds) }),
  follow: (followId) => set({ followId }),
  flyTo: (to) => set((s) => ({ flight: { nr: (s.flight?.nr ?? 0) + 1, to } })),
});
