import type { Caller } from '#contracts/roles.ts';
import type { Refusal } from '#contracts/errors.ts';
import type { DownMessage, FixReport } from '#contracts/sync.ts';
import type { HubLink } from '#renderer/client/hub-client.ts';
import type { OutboxItem } from '#renderer/client/outbox.ts';
import { emptyReplica, type Replica } from '#renderer/client/replica.ts';
import type { CaptureStatus } from '../media/capture.ts';
import { captureOff } from '../media/capture.ts';
import type { PositionState } from '../sensors/position-watch.ts';
import { type SosState, sosIdle } from '../sos/sos-machine.ts';
import type { TalkState } from '../talk/push-to-talk.ts';
import type { Identity } from './identity.ts';

export type Talk = Extract<DownMessage, { t: 'talk' }>['talks'][number];
export type Viewer = Extract<DownMessage, { t: 'watched' }>['viewers'][number];

/** The one connection that carries this phone's picture and sound to the hub and the voices back. */
export type UplinkStatus = { state: 'connecting' | 'live' | 'lost' | 'closed'; since: number };

/** An alarm of this phone, kept over a reload until the incident is no longer open. */
export type Alarm = { incidentId: string; raisedAt: string };

export type Theme = 'auto' | 'sunlight' | 'dark';
export type Preferences = { theme: Theme; language: 'zh-CN' | 'en'; camera: boolean; microphone: boolean };
export const defaultPreferences: Preferences = {
  theme: 'auto',
  language: 'zh-CN',
  camera: true,
  microphone: true,
};

export type FieldState = {
  /** enrol: this phone is nobody yet. dismissed: the hub does not take it any more (`dismissedWith`). */
  phase: 'enrol' | 'ready' | 'dismissed';
  dismissedWith: string | null;
  identity: Identity | null;
  drill: boolean;
  caller: Caller | null;
  replica: Replica;
  /** Hub time (ms) of the newest state shown; null: never had any. Its age is on screen while the link is down. */
  stateAt: number | null;
  link: HubLink;
  outbox: readonly OutboxItem[];
  talks: readonly Talk[];
  viewers: readonly Viewer[];
  fix: FixReport | null;
  positionState: PositionState;
  batteryPct: number | null;
  network: string;
  screenHeld: boolean;
  /** 执勤: position, camera and screen lock run only while on duty. */
  onDuty: boolean;
  capture: CaptureStatus;
  uplink: UplinkStatus;
  /** The browser plays no sound before a touch. */
  soundBlocked: boolean;
  talk: TalkState;
  sos: SosState;
  alarm: Alarm | null;
  preferences: Preferences;
  /** The last thing that went wrong at a touch of the officer, until the next or its dismissal. */
  problem: Refusal | null;
  /** A new version of the page is there and waits for a quiet moment. */
  updateReady: boolean;
};

export const initialState = (link: HubLink): FieldState => ({
  phase: 'enrol',
  dismissedWith: null,
  identity: null,
  drill: false,
  caller: null,
  replica: emptyReplica,
  stateAt: null,
  link,
  outbox: [],
  talks: [],
  viewers: [],
  fix: null,
  positionState: 'asking',
  batteryPct: null,
  network: 'unknown',
  screenHeld: false,
  onDuty: false,
  capture: captureOff,
  uplink: { state: 'closed', since: 0 },
  soundBlocked: false,
  talk: { step: 'idle', refusal: null },
  sos: sosIdle,
  alarm: null,
  preferences: defaultPreferences,
  problem: null,
  updateReady: false,
});
