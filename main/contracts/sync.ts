import { z } from 'zod';
import type { UplinkInfo } from './media.ts';
import type { Caller } from './roles.ts';

/** A reported position as the field page sends it (JSON, at most 2 a second). Degrees, metres, m/s; `at` ms UTC by the device. */
export const FixReport = z.strictObject({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracyMeters: z.number().nonnegative().nullable(),
  headingDeg: z.number().min(0).max(360).nullable(),
  speedMps: z.number().nonnegative().max(200).nullable(),
  at: z.number().int().nonnegative(),
});
export type FixReport = z.infer<typeof FixReport>;

/** State of the phone that is worth a column on the board. */
export const DeviceReport = z.strictObject({
  batteryPct: z.number().min(0).max(100).nullable(),
  network: z.string().max(20),
  camera: z.enum(['off', 'on', 'blocked']),
});
export type DeviceReport = z.infer<typeof DeviceReport>;

/** Page → hub. The first message must be `hello`, within 5 s. */
export const UpMessage = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('hello'),
    token: z.string().max(200),
    cursor: z.int().nonnegative().nullable(),
    epoch: z.string().max(60).nullable(),
  }),
  z.strictObject({
    t: z.literal('call'),
    id: z.int().nonnegative(),
    name: z.string().max(60),
    input: z.unknown(),
  }),
  /** The page found a gap in a stream. Its name comes back in the answer, so it has to look like one. */
  z.strictObject({ t: z.literal('need'), stream: z.string().regex(/^[a-z]{1,20}\/[0-9A-Za-z-]{1,60}$/) }),
  /** What the console looks at: degrees [west, south, east, north], or null for everything it may see. */
  z.strictObject({
    t: z.literal('interest'),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    pinned: z.array(z.string().max(40)).max(200),
  }),
  z.strictObject({ t: z.literal('fix'), fix: FixReport }),
  z.strictObject({ t: z.literal('device'), device: DeviceReport }),
  z.strictObject({ t: z.literal('ping'), sentAt: z.number() }),
]);
export type UpMessage = z.infer<typeof UpMessage>;

/** An event as a page sees it. */
export type SeenEvent = {
  seq: number;
  stream: string;
  version: number;
  at: string;
  actor: string;
  event: { type: string } & Record<string, unknown>;
};

export type Presence = {
  unitId: string;
  online: boolean;
  lastHeardAt: number | null;
  batteryPct: number | null;
  network: string;
  camera: string;
  clockOffsetMs: number | null;
};

/** Hub → page (positions come as binary frames: main/contracts/position-frame.ts). */
export type DownMessage =
  | { t: 'welcome'; caller: Caller; hubTime: number; epoch: string; head: number; resumed: boolean }
  /** Everything this caller may see, as folded states. Replaces the replica. */
  | { t: 'snapshot'; head: number; streams: { stream: string; version: number; state: unknown }[] }
  /** In log order; `to` is the new cursor even when all were withheld. */
  | { t: 'events'; to: number; events: SeenEvent[] }
  /** One stream that became visible, or that the page asked for. */
  | { t: 'stream'; stream: string; version: number; state: unknown }
  | { t: 'gone'; stream: string }
  | { t: 'reply'; id: number; ok: true; value: unknown }
  | {
      t: 'reply';
      id: number;
      ok: false;
      error: { code: string; params?: Record<string, string | number | null> };
    }
  | { t: 'slots'; slots: [slot: number, unitId: string][] }
  | { t: 'presence'; units: Presence[] }
  | { t: 'uplinks'; uplinks: UplinkInfo[] }
  /** Who speaks to whom now; [] when nobody does. */
  | { t: 'talk'; talks: { from: string; name: string; unitIds: string[]; since: number }[] }
  /** To a field page: who watches it now (F37's "officers see that they are watched"). */
  | { t: 'watched'; viewers: { name: string; seat: string }[] }
  | { t: 'progress'; task: string; done: number; total: number }
  | { t: 'pong'; sentAt: number; hubTime: number }
  | { t: 'bye'; code: string };
