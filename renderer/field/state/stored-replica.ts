import type { Caller } from '#contracts/roles.ts';
import type { DeviceStore } from '#renderer/client/device-store.ts';
import type { ReplicaPosition } from '#renderer/client/hub-client.ts';
import type { Replica } from '#renderer/client/replica.ts';

/** The last state this phone knew, shown with its age while there is no hub. */
export type StoredReplica = { replica: Replica; position: ReplicaPosition; caller: Caller; savedAt: number };

const KEY = 'replica';
/** A stored replica folded by an older page may lack fields that this page reads: then start from a snapshot. */
const SHAPE = 1;

export async function loadReplica(device: DeviceStore): Promise<StoredReplica | null> {
  const stored = (await device.get(KEY)) as (StoredReplica & { shape: number }) | undefined;
  return stored?.shape === SHAPE ? stored : null;
}

export const saveReplica = (device: DeviceStore, stored: StoredReplica): Promise<void> =>
  device.put(KEY, { ...stored, shape: SHAPE });

export const forgetReplica = (device: DeviceStore): Promise<void> => device.remove(KEY);
