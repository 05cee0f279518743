import { beforeEach, expect, it } from 'vitest';
import { decodePositionFrame } from '#contracts/position-frame.ts';
import type { Fix } from '#hub/ports.ts';
import { createLines, type Lines } from '#hub/sync/lines.ts';
import { createPositions, type Positions } from '#hub/sync/positions.ts';
import { aCaller, anId, aPhone, NOW_MS } from '#support/build.ts';
import { aLine, type FakeLine } from '#support/hub/fake-line.ts';

const [A, B] = [anId(0x101), anId(0x102)];
const aReport = (part: Partial<{ lng: number; lat: number; at: number }> = {}) => ({
  lng: 104,
  lat: 30,
  accuracyMeters: 5,
  headingDeg: 90,
  speedMps: 1,
  at: NOW_MS,
  ...part,
});

let now: number;
let lines: Lines;
let kept: Fix[];
let hidden: Set<string>;
let asked: string[];
let positions: Positions;
let seat: FakeLine;

beforeEach(() => {
  now = NOW_MS;
  lines = createLines();
  kept = [];
  hidden = new Set();
  asked = [];
  positions = createPositions({
    clock: { now: () => now },
    lines,
    tracks: {
      append: (fixes) => void kept.push(...fixes),
      trail: async () => [],
      [Symbol.asyncDispose]: async () => undefined,
    },
    maySee: (_caller, unitId) => {
      asked.push(unitId);
      return !hidden.has(unitId);
    },
  });
  seat = aLine(aCaller());
  lines.add(seat);
});

/** What a line has been shown since the last time, by unit. */
function shown(line: FakeLine): Record<string, { lng: number; at: number }> {
  const names = new Map(line.sent.flatMap((message) => (message.t === 'slots' ? message.slots : [])));
  const fixes = line.frames.splice(0).flatMap((frame) => decodePositionFrame(frame)!.fixes);
  return Object.fromEntries(
    fixes.map(({ slot, lng, at }) => [names.get(slot) ?? `slot ${slot}`, { lng, at }]),
  );
}
const flushed = (line = seat) => {
  positions.flush();
  return shown(line);
};

it('names a slot before its first fix, once, and sends what moved and nothing else', () => {
  positions.report(A, aReport(), 0);
  positions.report(B, aReport({ lng: 105 }), 0);
  expect(Object.keys(flushed())).toEqual([A, B]);
  positions.report(B, aReport({ lng: 106, at: NOW_MS + 1 }), 0);
  expect(flushed()).toEqual({ [B]: { lng: 106, at: NOW_MS } });
  expect(flushed()).toEqual({});
  expect(seat.sent).toEqual([{ t: 'slots', slots: [[0, A], [1, B]] }]); // prettier-ignore
});

it('[R114] sends nothing to a phone', () => {
  const phone = aLine(aPhone(A));
  lines.add(phone);
  positions.report(B, aReport(), 0);
  positions.flush();
  expect([phone.frames, phone.sent]).toEqual([[], []]);
});

it('shows a unit that the caller may not see neither by frame nor by slot, and asks the policy once', () => {
  hidden.add(A);
  for (let beat = 0; beat < 3; beat++) {
    positions.report(A, aReport({ at: NOW_MS + beat }), 0);
    positions.report(B, aReport({ at: NOW_MS + beat }), 0);
    expect(Object.keys(flushed())).toEqual([B]);
  }
  expect(asked.sort()).toEqual([A, B]);
  expect(JSON.stringify(seat.sent)).not.toContain(A);
});

it('asks anew when rights have moved, and then sends what stands still as well', () => {
  hidden.add(A);
  positions.report(A, aReport(), 0);
  expect(flushed()).toEqual({});
  hidden.clear();
  expect(flushed()).toEqual({});
  positions.forgetRights();
  expect(Object.keys(flushed())).toEqual([A]);
  hidden.add(A);
  positions.forgetRights();
  positions.report(A, aReport({ at: NOW_MS + 1 }), 0);
  expect(flushed()).toEqual({});
});

it('keeps to the box that the console looks at, but for what is pinned', () => {
  positions.report(A, aReport({ lng: 104 }), 0);
  positions.report(B, aReport({ lng: 110 }), 0);
  positions.setInterest(seat, [103, 29, 105, 31], []);
  expect(Object.keys(flushed())).toEqual([A]);
  positions.setInterest(seat, [103, 29, 105, 31], [B]);
  expect(Object.keys(flushed())).toEqual([A, B]);
  positions.setInterest(seat, null, []);
  expect(Object.keys(flushed())).toEqual([A, B]);
});

it('shows a new line everything at once, and a closed one nothing', () => {
  positions.report(A, aReport(), 0);
  positions.flush();
  const late = aLine(aCaller());
  lines.add(late);
  expect(Object.keys(flushed(late))).toEqual([A]);
  lines.remove(late);
  positions.report(A, aReport({ at: NOW_MS + 1 }), 0);
  expect(flushed(late)).toEqual({});
});

it.each([
  ['a clock that is not known yet: when it came', NOW_MS - 90_000, null, NOW_MS],
  ['a clock that is right: when it was taken', NOW_MS - 90_000, 0, NOW_MS - 90_000],
  ['a clock an hour slow: by the hub’s', NOW_MS - 3_600_000 - 5_000, 3_600_000, NOW_MS - 5_000],
  ['a clock that runs ahead: never in the future', NOW_MS + 50_000, 0, NOW_MS],
  ['a wild one: ten minutes old at most', 0, 0, NOW_MS - 600_000],
])('takes as the time of a fix, with %s', (_what, at, offset, taken) => {
  positions.report(A, aReport({ at }), offset);
  expect(positions.latest(A)).toMatchObject({ at: taken, receivedAt: NOW_MS });
});

it('an older fix that was held up is history: it is kept, and not shown', () => {
  positions.report(A, aReport({ lng: 105 }), 0);
  positions.flush();
  positions.report(A, aReport({ lng: 104, at: NOW_MS - 5_000 }), 0);
  expect(positions.latest(A)).toMatchObject({ lng: 105 });
  expect(kept.map(({ lng }) => lng)).toEqual([105, 104]);
});
