import { describe, expect, it } from 'vitest';
import { FLAG, Fleet } from '#renderer/console/map/fleet.ts';
import { latOf, lngOf, stepsPerPixel, worldX, worldY } from '#renderer/console/map/mercator.ts';

const HERE = { lng: 106.5065, lat: 29.4965 };
const THERE = { lng: 106.5165, lat: 29.4965 };
const ZOOM = 14;
const STEPS = stepsPerPixel(ZOOM);
const still = { look: 0, age: 0, flags: 0 };

function aFleet() {
  const clock = { now: 100 };
  return { clock, fleet: new Fleet(() => clock.now) };
}
const to = (place: { lng: number; lat: number }, headingDeg: number | null = null) => ({
  ...place,
  headingDeg,
});
const lngNow = (fleet: Fleet, id: string) => lngOf(fleet.where(id)![0]);

describe('fleet', () => {
  it('puts a unit that was not seen before at its place at once', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE), 10);
    const [x, y] = fleet.where('a')!;
    expect(lngOf(x)).toBeCloseTo(HERE.lng, 6);
    expect(latOf(y)).toBeCloseTo(HERE.lat, 6);
  });

  it('glides to a new position and stays there, however late the next one is', () => {
    const { fleet, clock } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.send('a', to(THERE), 2);
    expect(lngNow(fleet, 'a')).toBeCloseTo(HERE.lng, 6);
    clock.now += 1;
    expect(lngNow(fleet, 'a')).toBeCloseTo((HERE.lng + THERE.lng) / 2, 5);
    clock.now += 60;
    expect(lngNow(fleet, 'a')).toBeCloseTo(THERE.lng, 6);
  });

  it('starts a new glide from where the unit is drawn', () => {
    const { fleet, clock } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.send('a', to(THERE), 2);
    clock.now += 1;
    const before = lngNow(fleet, 'a');
    fleet.send('a', to(HERE), 2);
    expect(lngNow(fleet, 'a')).toBeCloseTo(before, 6);
  });

  it('jumps without a glide when told so', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.send('a', to(THERE), 0);
    expect(lngNow(fleet, 'a')).toBeCloseTo(THERE.lng, 6);
  });

  it('keeps gliding evenly over hours, for times are counted anew', () => {
    const { fleet, clock } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.send('b', to(HERE), 0);
    clock.now += 100_000;
    fleet.send('a', to(THERE), 2);
    expect(fleet.now()).toBeLessThan(3600);
    clock.now += 1;
    expect(lngNow(fleet, 'a')).toBeCloseTo((HERE.lng + THERE.lng) / 2, 5);
    expect(lngNow(fleet, 'b')).toBeCloseTo(HERE.lng, 6);
  });

  it('hits the marks within the radius, nearest first', () => {
    const { fleet } = aFleet();
    const east = (px: number) => to({ lng: lngOf(worldX(HERE.lng) + px * STEPS), lat: HERE.lat });
    fleet.send('far', east(40), 0);
    fleet.send('near', east(9), 0);
    fleet.send('here', east(1), 0);
    expect(fleet.near(worldX(HERE.lng), worldY(HERE.lat), 14 * STEPS, STEPS)).toEqual(['here', 'near']);
    expect(fleet.near(worldX(HERE.lng), worldY(HERE.lat), 50 * STEPS, STEPS)).toEqual([
      'here',
      'near',
      'far',
    ]);
    expect(fleet.near(worldX(THERE.lng), worldY(THERE.lat), 14 * STEPS, STEPS)).toEqual([]);
  });

  it('hits a mark where it is drawn, not where its unit is, while it is fanned out', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.shift('a', 60, -30);
    const [x, y] = [worldX(HERE.lng), worldY(HERE.lat)];
    expect(fleet.near(x, y, 14 * STEPS, STEPS)).toEqual([]);
    expect(fleet.near(x + 60 * STEPS, y - 30 * STEPS, 14 * STEPS, STEPS)).toEqual(['a']);
    fleet.shift('a', 0, 0);
    expect(fleet.near(x, y, 14 * STEPS, STEPS)).toEqual(['a']);
  });

  it('finds the units within a frame', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE), 0);
    fleet.send('b', to(THERE), 0);
    const y = worldY(HERE.lat);
    expect(fleet.within(worldX(106.5), y - 1000, worldX(106.51), y + 1000)).toEqual(['a']);
    expect(fleet.within(worldX(106.5), y - 1000, worldX(106.52), y + 1000)).toEqual(['a', 'b']);
  });

  it('draws alarms last, then what is picked, so that nothing covers them', () => {
    const { fleet } = aFleet();
    for (const id of ['alarm', 'plain', 'picked', 'target']) fleet.send(id, to(HERE), 0);
    fleet.dress('alarm', { ...still, flags: FLAG.alarm });
    fleet.dress('picked', { ...still, flags: FLAG.picked });
    fleet.dress('target', { ...still, flags: FLAG.target });
    expect([...fleet.order()].map((index) => fleet.idAt(index))).toEqual([
      'plain',
      'target',
      'picked',
      'alarm',
    ]);
  });

  it('forgets a dropped unit and gives its place to the next, without its looks', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE, 90), 0);
    fleet.dress('a', { look: 3, age: 2, flags: FLAG.picked });
    fleet.shift('a', 10, 10);
    fleet.drop('a');
    expect(fleet.size).toBe(0);
    expect(fleet.near(worldX(HERE.lng), worldY(HERE.lat), 1e9, STEPS)).toEqual([]);
    fleet.send('b', to(THERE), 0);
    expect(fleet.records).toBe(1);
    expect(fleet.dressOf('b')).toEqual(still);
    expect(fleet.shiftOf('b')).toEqual([0, 0]);
  });

  it('points only where a heading is known, and keeps that through a change of looks', () => {
    const { fleet } = aFleet();
    fleet.send('a', to(HERE, 45), 0);
    fleet.dress('a', { ...still, flags: FLAG.target });
    expect(fleet.dressOf('a')!.flags).toBe(FLAG.target | FLAG.heading);
    fleet.send('a', to(HERE, null), 0);
    expect(fleet.dressOf('a')!.flags).toBe(FLAG.target);
  });

  it('takes more units than it first had room for', () => {
    const { fleet } = aFleet();
    for (let i = 0; i < 1000; i++) fleet.send(`u${i}`, to({ lng: 100 + i / 100, lat: 30 }), 0);
    expect(fleet.size).toBe(1000);
    expect(lngNow(fleet, 'u0')).toBeCloseTo(100, 6);
    expect(lngNow(fleet, 'u999')).toBeCloseTo(109.99, 6);
  });
});
