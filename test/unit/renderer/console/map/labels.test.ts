import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fanOffsets } from '#renderer/console/map/fan.ts';
import { LABEL_HEIGHT, type LabelWish, MOST_LABELS, placeLabels } from '#renderer/console/map/labels.ts';

const SCREEN = { width: 800, height: 600 };
const wish = (unitId: string, x: number, y: number, rank = 5): LabelWish => ({ unitId, x, y, rank });
const WIDTH = 60;
const place = (wishes: LabelWish[], screen = SCREEN) =>
  placeLabels(wishes, screen, (_unitId, hidden) => (hidden > 0 ? WIDTH + 20 : WIDTH));

describe('labels of units', () => {
  it('stand to the right of their marks where there is room', () => {
    expect(place([wish('a', 100, 100)])).toEqual([{ unitId: 'a', dx: 13, dy: -LABEL_HEIGHT / 2, hidden: 0 }]);
  });

  it('change sides at the edge instead of being cut', () => {
    const [label] = place([wish('a', 780, 300)]);
    expect(780 + label!.dx + 60).toBeLessThanOrEqual(800);
  });

  it('say how many units lie under the same mark, under the name of the most urgent', () => {
    const labels = place([wish('calm', 300, 300), wish('alarm', 304, 302, 1), wish('third', 299, 305)]);
    expect(labels.map(({ unitId, hidden }) => [unitId, hidden])).toEqual([['alarm', 2]]);
  });

  it('are given to the most urgent even in a crowd, and not to everybody', () => {
    const crowd = Array.from({ length: 60 }, (_, i) =>
      wish(`u${i}`, 400 + (i % 10) * 14, 300 + Math.floor(i / 10) * 14, i === 33 ? 0 : 5),
    );
    const labels = place(crowd);
    expect(labels[0]?.unitId).toBe('u33');
    expect(labels.length).toBeLessThan(crowd.length);
  });

  it('are not given to units out of sight, and never more than can be drawn', () => {
    expect(place([wish('a', -500, 10), wish('b', 10, 5000)])).toEqual([]);
    const many = Array.from({ length: 4000 }, (_, i) =>
      wish(`u${i}`, (i % 80) * 100, Math.floor(i / 80) * 30),
    );
    expect(place(many, { width: 8000, height: 2000 })).toHaveLength(MOST_LABELS);
  });

  it('never cover one another', () => {
    const spot = fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 600 }),
      rank: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 40 }), (places) => {
        const wishes = places.map(({ x, y, rank }, i) => wish(`u${i}`, x, y, rank));
        const boxes = place(wishes).map(({ unitId, dx, dy, hidden }) => {
          const { x, y } = wishes.find((one) => one.unitId === unitId)!;
          return { left: x + dx, right: x + dx + (hidden > 0 ? WIDTH + 20 : WIDTH), top: y + dy };
        });
        const overlaps = (a: (typeof boxes)[number], b: (typeof boxes)[number]) =>
          a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < LABEL_HEIGHT;
        return boxes.every((a, i) => boxes.slice(i + 1).every((b) => !overlaps(a, b)));
      }),
    );
  });
});

describe('labels of quiet units', () => {
  it('never cover the mark of another', () => {
    const spot = fc.record({ x: fc.integer({ min: 100, max: 400 }), y: fc.integer({ min: 100, max: 400 }) });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 30 }), (places) => {
        const wishes = places.map(({ x, y }, i) => wish(`u${i}`, x, y));
        return place(wishes).every(({ unitId, dx, dy }) => {
          const own = wishes.find((one) => one.unitId === unitId)!;
          const [left, top] = [own.x + dx, own.y + dy];
          const covers = ({ x, y }: LabelWish) =>
            x > left && x < left + WIDTH && y > top && y < top + LABEL_HEIGHT;
          return !wishes.some(
            (other) => other !== own && Math.hypot(other.x - own.x, other.y - own.y) > 40 && covers(other),
          );
        });
      }),
    );
  });
});

describe('fan', () => {
  it.each([1, 2, 7, 25])('puts %i units apart from one another and from the middle', (count) => {
    const offsets = fanOffsets(count);
    expect(offsets).toHaveLength(count);
    for (const [i, a] of offsets.entries()) {
      expect(Math.hypot(a.dx, a.dy)).toBeGreaterThan(30);
      for (const b of offsets.slice(i + 1)) expect(Math.hypot(a.dx - b.dx, a.dy - b.dy)).toBeGreaterThan(28);
    }
  });
});
