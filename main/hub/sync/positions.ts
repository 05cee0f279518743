import { encodePositionFrame, type FramedFix, MOST_FIXES_A_FRAME } from '#contracts/position-frame.ts';
import type { Caller } from '#contracts/roles.ts';
import type { FixReport } from '#contracts/sync.ts';
import type { Clock, Fix, TrackStore } from '../ports.ts';
import type { Line, Lines } from './lines.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

/** The newest position of every unit, and who is shown it. Positions are not events (R114: command roles only). */
export type Positions = {
  report: (unitId: string, report: FixReport, clockOffsetMs: number | null) => void;
  /** `at` is by the hub's clock. */
  latest: (unitId: string) => Fix | null;
  setInterest: (line: Line, box: Box | null, pinned: readonly string[]) => void;
  /** Something changed about who may see whom. */
  forgetRights: () => void;
  /** Sends what moved since the last time; called five times a second. */
  flush: () => void;
};

type Ports = {
  clock: Clock;
  lines: Lines;
  tracks: TrackStore;
  maySee: (caller: Caller, unitId: string) => boolean;
};

type Watch = {
  box: Box | null;
  pinned: ReadonlySet<string>;
  slots: Map<string, number>;
  /** Fixes newer than this tick have not been sent. */
  sentTick: number;
  /** Not everything that may be shown has been sent yet: a new line, a new box, new rights. */
  whole: boolean;
  rights: Map<string, boolean>;
};

/** A phone's clock that is wrong must not make a position look fresh, nor older than the hub has had it. */
const takenAt = (at: number, offset: number | null, receivedAt: number): number =>
  offset === null ? receivedAt : Math.min(receivedAt, Math.max(at + offset, receivedAt - 600_000));

export function createPositions({ clock, lines, tracks, maySee }: Ports): Positions {
  const newest = new Map<string, Fix & { tick: number }>();
  const watches = new Map<Line, Watch>();
  let tick = 1;

  lines.onOpened((line) => {
    if (line.caller.unitId !== null) return; // no positions on a phone
    watches.set(line, {
      box: null,
      pinned: new Set(),
      slots: new Map(),
      sentTick: 0,
      whole: true,
      rights: new Map(),
    });
  });
  lines.onClosed((line) => watches.delete(line));

  const isShown = (line: Line, watch: Watch, fix: Fix): boolean => {
    if (watch.box && !watch.pinned.has(fix.unitId)) {
      const [west, south, east, north] = watch.box;
      if (fix.lat < south || fix.lat > north || fix.lng < west || fix.lng > east) return false;
    }
    const known = watch.rights.get(fix.unitId);
    if (known !== undefined) return known;
    const allowed = maySee(line.caller, fix.unitId);
    watch.rights.set(fix.unitId, allowed);
    return allowed;
  };

  const send = (line: Line, watch: Watch, now: number) => {
    const fixes: FramedFix[] = [];
    const named: [number, string][] = [];
    for (const fix of newest.values()) {
      if (!watch.whole && fix.tick <= watch.sentTick) continue;
      if (fixes.length === MOST_FIXES_A_FRAME || !isShown(line, watch, fix)) continue;
      let slot = watch.slots.get(fix.unitId);
      if (slot === undefined) {
        slot = watch.slots.size;
        watch.slots.set(fix.unitId, slot);
        named.push([slot, fix.unitId]);
      }
      fixes.push({
        slot,
        lng: fix.lng,
        lat: fix.lat,
        at: fix.at,
        headingDeg: fix.headingDeg,
        speedMps: fix.speedMps,
      });
    }
    watch.whole = false;
    watch.sentTick = tick;
    if (named.length > 0) line.send({ t: 'slots', slots: named });
    if (fixes.length > 0) line.sendFrame(encodePositionFrame(now, fixes));
  };

  return {
    report: (unitId, report, clockOffsetMs) => {
      const receivedAt = clock.now();
      const at = takenAt(report.at, clockOffsetMs, receivedAt);
      const before = newest.get(unitId);
      const fix = { unitId, ...report, at, receivedAt, tick };
      tracks.append([fix]);
      if (before && before.at > at) return; // an older one that was held up: history, not the present
      newest.set(unitId, fix);
    },
    latest: (unitId) => newest.get(unitId) ?? null,
    setInterest: (line, box, pinned) => {
      const watch = watches.get(line);
      if (!watch) return;
      watch.box = box;
      watch.pinned = new Set(pinned);
      watch.whole = true;
    },
    forgetRights: () => {
      for (const watch of watches.values()) {
        watch.rights.clear();
        watch.whole = true;
      }
    },
    flush: () => {
      const now = clock.now();
      for (const [line, watch] of watches) send(line, watch, now);
      tick += 1;
    },
  };
}
