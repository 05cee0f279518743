import type { DeviceReport, Presence } from '#contracts/sync.ts';
import type { Unit } from '#domain/unit/state.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Clock } from '../ports.ts';
import type { Line, Lines } from './lines.ts';

type Ports = {
  clock: Clock;
  lines: Lines;
  /** Whether this caller may know of the unit. */
  maySee: (caller: Caller, unitId: string) => boolean;
  unit: (unitId: string) => Unit | null;
};

/** Which phones are there, how they are, and how far their clocks are off. Nothing of it is in the record. */
export type PresenceBoard = {
  of: (unitId: string) => Presence;
  /** The phone said something. */
  heard: (unitId: string) => void;
  report: (unitId: string, device: DeviceReport) => void;
  /** What the phone's clock said (ms UTC) when its message was on its way. */
  learnClock: (unitId: string, deviceNow: number) => void;
  /** Units heard before and silent since `silentMs`. */
  silentFor: (silentMs: number) => { unitId: string; lastHeardAt: number }[];
  /** Tells what changed since the last time; called about once a second. */
  flush: () => void;
};

const unknown = (unitId: string): Presence => ({
  unitId, online: false, lastHeardAt: null, batteryPct: null, network: '', camera: 'off', clockOffsetMs: null,
}); // prettier-ignore

export function createPresenceBoard({ clock, lines, maySee, unit }: Ports): PresenceBoard {
  const board = new Map<string, Presence>();
  let dirty = new Set<string>();
  const of = (unitId: string) => board.get(unitId) ?? unknown(unitId);
  const change = (unitId: string, part: Partial<Presence>, tell = true) => {
    board.set(unitId, { ...of(unitId), ...part });
    if (tell) dirty.add(unitId);
  };
  const tell = (line: Line, unitIds: Iterable<string>) => {
    const units = [...unitIds].filter((unitId) => maySee(line.caller, unitId)).map(of);
    if (units.length > 0) line.send({ t: 'presence', units });
  };

  lines.onOpened((line) => {
    const { unitId } = line.caller;
    if (unitId !== null) change(unitId, { online: true, lastHeardAt: clock.now() });
    else tell(line, board.keys());
  });
  lines.onClosed(({ caller: { unitId } }) => {
    if (unitId !== null && lines.ofCaller(unitId).length === 0) change(unitId, { online: false });
  });

  return {
    of,
    heard: (unitId) => change(unitId, { lastHeardAt: clock.now() }, false),
    report: (unitId, device) => change(unitId, { ...device, lastHeardAt: clock.now() }),
    learnClock: (unitId, deviceNow) => {
      const clockOffsetMs = Math.round(clock.now() - deviceNow);
      const before = of(unitId).clockOffsetMs;
      // The way to us makes every reading too great; the smallest of late is the nearest. Old ones fade: clocks drift.
      const next = before === null ? clockOffsetMs : Math.min(before + 5, clockOffsetMs);
      change(unitId, { clockOffsetMs: next }, before === null || Math.abs(next - before) > 250);
    },
    silentFor: (silentMs) =>
      [...board.values()].flatMap(({ unitId, lastHeardAt }) =>
        lastHeardAt !== null && lastHeardAt <= clock.now() - silentMs && unit(unitId)
          ? [{ unitId, lastHeardAt }]
          : [],
      ),
    flush: () => {
      if (dirty.size === 0) return;
      const changed = dirty;
      dirty = new Set();
      for (const line of lines.all()) if (line.caller.unitId === null) tell(line, changed);
    },
  };
}
