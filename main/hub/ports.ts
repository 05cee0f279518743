/** What the hub asks of the world. Every port has a contract suite in test/support/contracts. */

/** An event as deciders return it: its type, and whatever else it says. */
export type DomainEvent = { type: string } & Record<string, unknown>;

/** An event as the log holds it. `seq` counts over the whole log from 1, `version` within the stream from 1. */
export type StoredEvent = {
  seq: number;
  stream: string;
  version: number;
  type: string;
  /** UTC, RFC 3339 with `Z`, by the hub's clock. */
  at: string;
  /** Account id, unit id or `system`. */
  actor: string;
  commandId: string;
  body: DomainEvent;
  /** Hex. SHA-256 of the event before it in the log (64 zeros before the first), of this one, and SM3 of this one. */
  prev: string;
  hash: string;
  sm3: string;
};

/** All writes of one command land together or not at all. */
export type AppendRequest = {
  commandId: string;
  actor: string;
  at: string;
  writes: { stream: string; expected: number; events: DomainEvent[] }[];
  /** Kept beside the command's id and given back when the command is repeated. JSON. */
  answer: unknown;
};

export type AppendResult =
  | { status: 'appended'; events: StoredEvent[] }
  | { status: 'repeated'; answer: unknown }
  | { status: 'conflict'; stream: string; version: number };

export type ChainReport =
  | { ok: true; records: number; head: string }
  | { ok: false; records: number; firstBad: { seq: number; stream: string; reason: string } };

/** The record. `append` resolves only after the bytes are on disk; a full disk rejects with `StoreFull`. */
export interface EventStore extends AsyncDisposable {
  append(request: AppendRequest): Promise<AppendResult>;
  /** Events with `seq > after`, in log order, at most `limit`. */
  read(after: number, limit: number): Promise<StoredEvent[]>;
  readStream(stream: string): Promise<StoredEvent[]>;
  /** The answer kept for a command, or undefined when it never ran here. */
  answerOf(commandId: string): Promise<unknown>;
  head(): Promise<{ seq: number; hash: string }>;
  verify(onProgress?: (done: number, total: number) => void): Promise<ChainReport>;
}

/** Small durable values that must never be in the log: password hashes, session digests, keys. */
export interface SecretStore {
  get(kind: string, id: string): Promise<string | null>;
  put(kind: string, id: string, value: string): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
  list(kind: string): Promise<{ id: string; value: string }[]>;
}

/** A reported position. WGS-84 degrees, metres, seconds; `at` is the device's clock, `receivedAt` the hub's (ms UTC). */
export type Fix = {
  unitId: string;
  lng: number;
  lat: number;
  accuracyMeters: number | null;
  headingDeg: number | null;
  speedMps: number | null;
  at: number;
  receivedAt: number;
};

/** History of positions. Up to one second of it may be lost in a crash: positions are not events. */
export interface TrackStore extends AsyncDisposable {
  append(fixes: Fix[]): void;
  /** Fixes of one unit with `receivedAt` in [from, to], oldest first, at most `limit` (the newest ones). */
  trail(unitId: string, from: number, to: number, limit: number): Promise<Fix[]>;
}

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export interface Ids {
  /** A fresh UUID v7. */
  next(): string;
}

/** What the relay knows of an uplink; sent about once a second, and at once when its state changes. */
export type UplinkReport = {
  /** `unit/<id>` or `seat/<sessionId>`. */
  uplinkId: string;
  /** live: packets came within 3 s; lost: none did, the uplink is kept for a comeback; closed: gone for good. */
  state: 'connecting' | 'live' | 'lost' | 'closed';
  /** When it came into this state, ms UTC. */
  since: number;
  kbps: number;
  lossPct: number;
  viewers: number;
  hasVideo: boolean;
  hasAudio: boolean;
};

/**
 * Forwards media without transcoding: one uplink a camera, any number of views. Pages always offer, the relay answers.
 * Every method rejects with `RelayUnavailable` while the relay's process is down; it is started again by itself and
 * tells so with `closed` reports of everything it held.
 */
export interface Relay extends AsyncDisposable {
  /** A new offer under an open id takes the uplink over: its viewers stay connected (the page has no ICE restart). */
  openUplink(uplinkId: string, offer: string): Promise<string>;
  /** @throws UnknownUplink when nobody sends under that id now. */
  openView(viewId: string, uplinkId: string, offer: string): Promise<string>;
  closeUplink(uplinkId: string): Promise<void>;
  closeView(viewId: string): Promise<void>;
  /** Whose voice goes back to whom: the listeners hear the speaker over their own uplink's connection. Empty: nobody. */
  setTalk(speaker: string, listeners: readonly string[]): Promise<void>;
  onReports(listener: (reports: readonly UplinkReport[]) => void): void;
}

/**
 * A program of ours beside the hub: the relay, the drill's simulator. If it dies, the hub lives. Under plain Node it is a
 * child process, inside Electron a utility process that the shell starts for the hub. Messages are structured-clonable.
 */
export type SideProcess = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
};
export type SideName = 'relay-process' | 'simulator-process';
export type StartSide = (name: SideName) => SideProcess;
