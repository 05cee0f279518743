import { describe, expect, it } from 'vitest';
import type { Presence } from '#contracts/sync.ts';
import { FLAG } from '#renderer/console/map/fleet.ts';
import { SHEET_AGES, SHEET_LOOKS } from '#renderer/console/map/mark-sheet.ts';
import { type DressFacts, dressUnit, labelRank, labelTone } from '#renderer/console/map/unit-dress.ts';
import { FIX_LATE_S, FIX_LOST_S } from '#renderer/console/state/looks.ts';
import { anId, aUnit, NOW } from '#support/build.ts';

const nothing: DressFacts = { alarmed: new Set(), presence: new Map(), targets: new Set(), pickedId: null };
const me = anId(0x100);
const fresh = 1000;

describe('look of a unit on the map', () => {
  it.each([
    [0, 'fresh'],
    [FIX_LATE_S * 1000, 'fresh'],
    [FIX_LATE_S * 1000 + 1, 'late'],
    [FIX_LOST_S * 1000, 'late'],
    [FIX_LOST_S * 1000 + 1, 'lost'],
    [-5000, 'fresh'], // by a clock that runs behind the hub's
  ])('with a position of %i ms is %s', (age, expected) => {
    expect(SHEET_AGES[dressUnit(aUnit(), age, nothing).age]).toBe(expected);
  });

  it('has a mark for every age that a board knows', () => {
    expect(new Set(SHEET_AGES.map((_, age) => labelTone({ look: 0, age, flags: 0 }))).size).toBe(3);
  });

  it('is its status, until an alarm or a lost heartbeat says more', () => {
    const lookOf = (unit = aUnit(), facts: Partial<DressFacts> = {}) =>
      SHEET_LOOKS[dressUnit(unit, fresh, { ...nothing, ...facts }).look];
    expect(lookOf(aUnit({ status: 'en_route' }))).toBe('en_route');
    expect(lookOf(aUnit({ status: 'en_route', lostSince: NOW }))).toBe('lost');
    expect(lookOf(aUnit({ lostSince: NOW }), { alarmed: new Set([me]) })).toBe('sos');
    const dark: Presence = {
      unitId: me,
      online: false,
      lastHeardAt: null,
      batteryPct: null,
      network: '',
      camera: 'off',
      clockOffsetMs: null,
    };
    expect(
      lookOf(aUnit({ status: 'on_scene', deviceName: 'phone' }), { presence: new Map([[me, dark]]) }),
    ).toBe('offline');
  });

  it('shows at once that it is picked, marked and in alarm', () => {
    const { flags } = dressUnit(aUnit(), fresh, {
      ...nothing,
      pickedId: me,
      targets: new Set([me]),
      alarmed: new Set([me]),
    });
    expect(flags).toBe(FLAG.picked | FLAG.target | FLAG.alarm);
    expect(dressUnit(aUnit(), fresh, nothing).flags).toBe(0);
  });

  it('names what is picked first, then alarms, and the quiet ones last', () => {
    const rank = (part: Partial<DressFacts>, unit = aUnit(), age = fresh) =>
      labelRank(dressUnit(unit, age, { ...nothing, ...part }));
    const ranks = [
      rank({ pickedId: me, alarmed: new Set([me]) }),
      rank({ alarmed: new Set([me]) }),
      rank({ targets: new Set([me]) }),
      rank({}, aUnit({ lostSince: NOW })),
      rank({}, aUnit(), FIX_LOST_S * 1000 + 1),
      rank({}),
    ];
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it('says alarm in the label before it says how old the position is', () => {
    expect(labelTone(dressUnit(aUnit(), 1e6, { ...nothing, alarmed: new Set([me]) }))).toBe('alarm');
    expect(labelTone(dressUnit(aUnit(), 1e6, nothing))).toBe('lost');
  });
});
