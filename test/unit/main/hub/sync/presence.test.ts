import { beforeEach, expect, it } from 'vitest';
import { createLines, type Lines } from '#hub/sync/lines.ts';
import { createPresenceBoard, type PresenceBoard } from '#hub/sync/presence.ts';
import { aCaller, anId, aPhone, aUnit, NOW_MS } from '#support/build.ts';
import { aLine, type FakeLine } from '#support/hub/fake-line.ts';

const [A, B] = [anId(0x101), anId(0x102)];
let now: number;
let lines: Lines;
let hidden: Set<string>;
let board: PresenceBoard;
let seat: FakeLine;

beforeEach(() => {
  now = NOW_MS;
  lines = createLines();
  hidden = new Set();
  board = createPresenceBoard({
    clock: { now: () => now },
    lines,
    maySee: (_caller, unitId) => !hidden.has(unitId),
    unit: (unitId) => (unitId === A || unitId === B ? aUnit({ unitId }) : null),
  });
  seat = aLine(aCaller());
  lines.add(seat);
});

const told = (line: FakeLine) =>
  line.sent.splice(0).flatMap((message) => (message.t === 'presence' ? message.units : []));
const flushed = (line = seat) => {
  board.flush();
  return told(line);
};

it('tells seats that a phone is there and that it is gone, once each, and phones nothing', () => {
  const phone = aLine(aPhone(A));
  const other = aLine(aPhone(B));
  lines.add(phone);
  expect(flushed()).toEqual([expect.objectContaining({ unitId: A, online: true, lastHeardAt: NOW_MS })]);
  expect(flushed()).toEqual([]);
  lines.remove(phone);
  expect(flushed()).toEqual([expect.objectContaining({ unitId: A, online: false })]);
  lines.add(other);
  board.flush();
  expect([told(phone), told(other)]).toEqual([[], []]);
});

it('a phone with two lines is there until the last is closed', () => {
  const [first, second] = [aLine(aPhone(A)), aLine(aPhone(A))];
  lines.add(first);
  lines.add(second);
  lines.remove(first);
  expect(board.of(A).online).toBe(true);
  lines.remove(second);
  expect(board.of(A).online).toBe(false);
});

it('tells nobody of a unit that he may not see, and a new seat of all that he may', () => {
  lines.add(aLine(aPhone(A)));
  lines.add(aLine(aPhone(B)));
  hidden.add(B);
  expect(flushed().map(({ unitId }) => unitId)).toEqual([A]);
  const late = aLine(aCaller());
  lines.add(late);
  expect(told(late).map(({ unitId }) => unitId)).toEqual([A]);
});

it('names who was heard and is silent; never who was not heard at all, nor what is no unit any more', () => {
  board.heard(A);
  board.heard(anId(0x199));
  now += 29_999;
  expect(board.silentFor(30_000)).toEqual([]);
  now += 1;
  expect(board.silentFor(30_000)).toEqual([{ unitId: A, lastHeardAt: NOW_MS }]);
  board.heard(A);
  expect(board.silentFor(30_000)).toEqual([]);
});

it('learns how far a clock is off from the quickest message, and follows a clock that drifts', () => {
  board.learnClock(A, now - 3_600_000 - 400); // 400 ms under way
  expect(board.of(A).clockOffsetMs).toBe(3_600_400);
  board.learnClock(A, now - 3_600_000 - 20);
  expect(board.of(A).clockOffsetMs).toBe(3_600_020);
  board.learnClock(A, now - 3_600_000 - 9_000); // stuck in a tunnel: says nothing about the clock
  expect(board.of(A).clockOffsetMs).toBe(3_600_025);
  for (let beat = 0; beat < 100; beat++) board.learnClock(A, now - 3_600_300);
  expect(board.of(A).clockOffsetMs).toBe(3_600_300);
});

it('shows what the phone says of itself, and only after it said so', () => {
  board.report(A, { batteryPct: 12, network: '4g', camera: 'blocked' });
  expect(flushed()).toEqual([
    {
      unitId: A,
      online: false,
      lastHeardAt: NOW_MS,
      batteryPct: 12,
      network: '4g',
      camera: 'blocked',
      clockOffsetMs: null,
    },
  ]);
});
