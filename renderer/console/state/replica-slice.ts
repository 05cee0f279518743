import type { StateCreator } from 'zustand';
import { emptyReplica, type Replica } from '#renderer/client/replica.ts';
import type { ConsoleState } from './console-state.ts';

/** What the hub lets this seat see. Written by sync alone (open-sync.ts). */
export type ReplicaSlice = {
  replica: Replica;
  /** When the hub was last heard with the link up, ms UTC by the hub; null before the first snapshot. */
  heardAt: number | null;
};

export const createReplicaSlice: StateCreator<ConsoleState, [], [], ReplicaSlice> = () => ({
  replica: emptyReplica,
  heardAt: null,
});
