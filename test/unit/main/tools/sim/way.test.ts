import { expect, it } from 'vitest';
import type { DrillGroup } from '#hub/drill/scenario.ts';
import {
  distanceMeters,
  goOn,
  headingDeg,
  moved,
  placeOn,
  type Point,
  wayOf,
} from '../../../../../main/tools/sim/way.ts';

const base: Point = [106.5, 29.5];
const corner = moved(base, 0, 400);
const site = moved(corner, 300, 0);
const group: DrillGroup = {
  base: [...base],
  route: [[...base], [...corner], [...site]],
  site: 'A',
  speedKmh: 36,
};
const way = wayOf(group, { standMeters: [0, 0] });

it('measures metres, and headings from north over east', () => {
  expect(distanceMeters(base, moved(base, 30, 40))).toBeCloseTo(50, 1);
  expect([[0, 9], [9, 0], [0, -9], [-9, 0]].map(([e, n]) => Math.round(headingDeg(base, moved(base, e!, n!))))).toEqual([0, 90, 180, 270]); // prettier-ignore
});

it('is as long as its legs, and knows the place and the heading after so many metres', () => {
  expect(way.length).toBeCloseTo(700, 0);
  const first = placeOn(way, 100);
  expect(distanceMeters(first.point, moved(base, 0, 100))).toBeLessThan(0.5);
  expect(first.headingDeg).toBeCloseTo(0, 1);
  const second = placeOn(way, 550);
  expect(distanceMeters(second.point, moved(corner, 150, 0))).toBeLessThan(0.5);
  expect(second.headingDeg).toBeCloseTo(90, 0);
});

it('stays at its ends when asked for more', () => {
  expect(distanceMeters(placeOn(way, 9_999).point, site)).toBeLessThan(0.01);
  expect(distanceMeters(placeOn(way, -5).point, base)).toBeLessThan(0.01);
});

it('starts where the unit waits and ends where it stands at the site', () => {
  const apart = wayOf(group, { standMeters: [-20, 8] });
  expect(distanceMeters(placeOn(apart, 0).point, moved(base, -30, 12))).toBeLessThan(0.1);
  expect(distanceMeters(placeOn(apart, apart.length).point, moved(site, -20, 8))).toBeLessThan(0.1);
  expect(apart.gatherAt).toBeGreaterThan(10);
});

it('drives at the speed of the group, walks the last metres, and arrives exactly', () => {
  let along = 0;
  const paces: number[] = [];
  while (along < way.length && paces.length < 500) {
    const next = goOn(way, { along, target: way.length, seconds: 1, speedMps: 10 });
    paces.push(next.paceMps);
    along = next.along;
  }
  expect(along).toBe(way.length);
  expect(paces[0]).toBe(10);
  expect(paces.findLast((pace) => pace > 0)).toBe(2);
  expect(goOn(way, { along, target: way.length, seconds: 1, speedMps: 10 })).toEqual({ along, paceMps: 0 });
});

it('goes back the way it came', () => {
  expect(goOn(way, { along: 300, target: 0, seconds: 2, speedMps: 10 })).toEqual({ along: 280, paceMps: 10 });
});
