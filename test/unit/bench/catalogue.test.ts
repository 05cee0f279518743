import { describe, expect, it } from 'vitest';
import { CATALOGUE, goalOf, groupsOf, meets } from '../../bench/catalogue.ts';
import { figure } from '../../bench/figure.ts';
import { jsonLine, table } from '../../bench/print.ts';
import { median, quantile, shuffled } from '../../bench/statistics.ts';

describe('the choice of figures', () => {
  it('is all of them without a name', () => {
    expect(groupsOf([])).toEqual({ groups: CATALOGUE });
  });

  it('takes a group once, however many of its figures are named', () => {
    const chosen = groupsOf(['durable_commands_32', 'sos_p99', 'durable_commands_1']);
    expect('groups' in chosen && chosen.groups.map(({ goals }) => Object.keys(goals))).toEqual([
      ['durable_commands_1', 'durable_commands_32'],
      ['sos_p99'],
    ]);
  });

  it('names what nobody knows, and chooses nothing then', () => {
    expect(groupsOf(['sos_p99', 'sos_p100'])).toEqual({ unknown: ['sos_p100'] });
  });

  it('knows each name once', () => {
    const names = CATALOGUE.flatMap(({ goals }) => Object.keys(goals));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a goal', () => {
  it('is held against the ratio or the value, whichever it is about', () => {
    const half = goalOf('durable_commands_32');
    expect(meets(figure('durable_commands_32', 'commands/s', 500, 1_000), half)).toBe(true);
    expect(meets(figure('durable_commands_32', 'commands/s', 499, 1_000), half)).toBe(false);
    const within = goalOf('sos_p99');
    expect(meets(figure('sos_p99', 'ms', 300, 1), within)).toBe(true);
    expect(meets(figure('sos_p99', 'ms', 301, 1), within)).toBe(false);
  });

  it('is neither met nor missed where there is none', () => {
    expect(meets(figure('console_ready', 's', 2, 1), goalOf('console_ready'))).toBeNull();
  });
});

describe('what is printed', () => {
  it('is one line of JSON a figure', () => {
    expect(JSON.parse(jsonLine(figure('sos_p99', 'ms', 12.5, 5)))).toEqual({
      name: 'sos_p99',
      value: 12.5,
      unit: 'ms',
      yardstick: 5,
      ratio: 2.5,
    });
  });

  it('is a table with the goal and whether it was met', () => {
    const [head, row] = table([figure('durable_commands_1', 'commands/s', 2_000, 10_000)]).split('\n');
    expect(head).toContain('名称 / name');
    expect(row).toMatch(
      /^durable_commands_1 +2000 +commands\/s +10000 +0\.2 +比值 \/ ratio ≥ 0\.25 +未达到 \/ missed$/,
    );
  });
});

describe('statistics', () => {
  it('takes a quantile that was measured, by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1), median([3, 1, 2])]).toEqual([
      50, 99, 100, 2,
    ]);
  });

  it('shuffles without losing or doubling', () => {
    expect(shuffled([1, 2, 3, 4], () => 0.5).toSorted()).toEqual([1, 2, 3, 4]);
    expect(shuffled([1, 2, 3], () => 0.999)).toEqual([3, 2, 1]);
  });
});
