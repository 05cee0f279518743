import { expect, it } from 'vitest';
import { boundByOrder, boundBySite, createMarch, startingAt } from '../../../../../main/tools/sim/march.ts';
import { distanceMeters, moved, placeOn, type Point, wayOf } from '../../../../../main/tools/sim/way.ts';

const base: Point = [104.09, 30.64];
const site = moved(base, 500, 0);
const way = wayOf(
  { base: [...base], route: [[...base], [...site]], site: 'B', speedKmh: 36 },
  { standMeters: [10, 0] },
);
const march = (along = 0) => createMarch({ way, along, speedMps: 10, random: () => 0.5 });

it('waits, gathers when its site musters, and goes when the site departs', () => {
  expect((['approved', 'mustering', 'en_route', 'executing', 'incident'] as const).map(boundBySite)).toEqual([
    'wait', 'gather', 'site', 'site', 'site',
  ]); // prettier-ignore
  expect((['suspended', 'withdrawn', 'wrap_up'] as const).map(boundBySite)).toEqual(['halt', 'back', 'back']);
});

it('keeps the group held back at its base until it is ordered', () => {
  expect(boundByOrder('executing', false)).toBe('gather');
  expect(boundByOrder('executing', true)).toBe('site');
  expect(boundByOrder('wrap_up', true)).toBe('back');
});

it('presses 途中 while it goes, 到场 when it is there, 返程 on the way back, and nothing while it waits', () => {
  const unit = march();
  unit.step('gather', 60);
  expect(unit.status()).toBe(null);
  unit.step('site', 20);
  expect(unit.status()).toBe('en_route');
  for (let second = 0; second < 120; second++) unit.step('site', 1);
  expect(unit.status()).toBe('on_scene');
  unit.step('back', 1);
  expect(unit.status()).toBe('returning');
});

it('reports speed and heading while it goes, and neither of a place where it stands', () => {
  const unit = march(way.gatherAt);
  unit.step('site', 10);
  expect(unit.fix(7)).toMatchObject({ speedMps: 10, headingDeg: 90, at: 7 });
  unit.step('halt', 1);
  expect(unit.fix(8)).toMatchObject({ speedMps: 0, headingDeg: null });
  unit.step('back', 1);
  expect(unit.fix(9)).toMatchObject({ speedMps: 10, headingDeg: 270 });
});

it('wanders by no more than a few metres where it stands', () => {
  let seed = 1;
  const unit = createMarch({
    way,
    along: way.length,
    speedMps: 10,
    random: () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647,
  });
  const away: number[] = [];
  for (let second = 0; second < 300; second++) {
    unit.step('site', 1);
    const { lng, lat } = unit.fix(0);
    away.push(distanceMeters([lng, lat], placeOn(way, way.length).point));
  }
  expect(Math.max(...away)).toBeLessThan(3);
  expect(new Set(away).size).toBeGreaterThan(100);
});

it('stays where it is when the plan falls back behind the departure', () => {
  const unit = march(300);
  const before = unit.fix(0);
  unit.step('wait', 30);
  expect(unit.fix(0)).toMatchObject({ lng: before.lng, lat: before.lat });
});

it('takes a unit up where its record says', () => {
  expect((['on_scene', 'returning', 'en_route', 'assigned'] as const).map((status) => startingAt(status, way))).toEqual([
    way.length, way.length, way.gatherAt, 0,
  ]); // prettier-ignore
});
