import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beijingDateOf, beijingDayOf, millisecondsOf, workingDaysBetween } from '#domain/fold.ts';

/** Every year that an RFC 3339 instant can write. */
const anyDate = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T15:59:59.999Z'),
  noInvalidDate: true,
});

describe('instants', () => {
  it('are the milliseconds that Date knows, over all years', () => {
    fc.assert(
      fc.property(anyDate, (date) => millisecondsOf(date.toISOString()) === date.getTime()),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['2026-11-24T01:28:41Z', Date.UTC(2026, 10, 24, 1, 28, 41)],
    ['2026-11-24T01:28:41.5Z', Date.UTC(2026, 10, 24, 1, 28, 41, 500)],
    ['2026-11-24T01:28:41.123456Z', Date.UTC(2026, 10, 24, 1, 28, 41, 123)],
    ['2026-11-24T01:28Z', Date.UTC(2026, 10, 24, 1, 28)],
    ['1900-03-01T00:00:00Z', Date.UTC(1900, 2, 1)],
  ])('%s is %i', (instant, expected) => expect(millisecondsOf(instant)).toBe(expected));

  it('of another shape are a bug and say nothing of their content', () => {
    expect(() => millisecondsOf('2026-11-24 secret')).toThrow(/^not an instant: 17 characters$/);
  });
});

describe('the calendar in Beijing', () => {
  it('turns the day at 16:00 UTC', () => {
    expect(beijingDateOf('2026-11-23T15:59:59.999Z')).toBe('2026-11-23');
    expect(beijingDateOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
    expect(beijingDayOf('1969-12-31T16:00:00Z')).toBe(0);
  });

  it('agrees with Date eight hours on, over all years', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const there = new Date(date.getTime() + 8 * 3_600_000);
        expect(beijingDateOf(date.toISOString())).toBe(there.toISOString().slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('working days', () => {
  const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  it.each([
    ['2026-11-23', '2026-11-26', 3], // Monday → Thursday
    ['2026-11-20', '2026-11-23', 1], // Friday → Monday
    ['2026-11-20', '2026-11-25', 3], // Friday → Wednesday
    ['2026-11-21', '2026-11-22', 0], // Saturday → Sunday
    ['2026-11-24', '2026-11-24', 0],
    ['2026-11-24', '2026-11-20', 0],
  ])('from %s to %s are %i', (from, to, expected) =>
    expect(workingDaysBetween(day(from), day(to))).toBe(expected),
  );

  it('are what counting Mondays to Fridays one by one gives', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.nat(40), (from, length) => {
        const days = Array.from({ length }, (_, n) => new Date((from + n + 1) * 86_400_000).getUTCDay());
        expect(workingDaysBetween(from, from + length)).toBe(days.filter((d) => d >= 1 && d <= 5).length);
      }),
    );
  });
});
