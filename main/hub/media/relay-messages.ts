import type { UplinkReport } from '../ports.ts';

/** What the hub and the relay's process say to each other. Both ends are ours and built together, so nothing is parsed. */
export type RelayRequest =
  | { kind: 'open_uplink'; uplinkId: string; offer: string }
  | { kind: 'open_view'; viewId: string; uplinkId: string; offer: string }
  | { kind: 'close_uplink'; uplinkId: string }
  | { kind: 'close_view'; viewId: string }
  | { kind: 'set_talk'; speaker: string; listeners: readonly string[] };

export type ToRelay = { id: number; request: RelayRequest };

export type FromRelay =
  /** `answer` is '' where none is due. */
  | { kind: 'done'; id: number; answer: string }
  | { kind: 'refused'; id: number; error: 'UnknownUplink' | 'BadOffer' | 'Error'; message: string }
  | { kind: 'reports'; reports: UplinkReport[] };
