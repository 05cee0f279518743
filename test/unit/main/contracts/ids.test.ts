import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Login, Password } from '#contracts/account.ts';
import { CommandId, CourtCode, Instant, line, Position } from '#contracts/ids.ts';
import { EnforcementCase } from '#contracts/operation.ts';
import { anId, anOperation } from '#support/build.ts';

const takes = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

/** Any UTF-16, halves of characters included. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe('what a person typed', () => {
  it('is trimmed, not empty, and no longer than said', () => {
    expect(line(4).parse('  现场甲 ')).toBe('现场甲');
    expect([
      takes(line(4), '   '),
      takes(line(4), ''),
      takes(line(4), '12345'),
      takes(line(4), '1234'),
    ]).toEqual([false, false, false, true]);
  });

  it.each(['\u0000', '\u0007', '\u001b', '\u007f', '\ud800'])(
    'holds no control character and no half of a character: %j',
    (bad) => {
      expect(takes(line(10), `a${bad}b`)).toBe(false);
    },
  );

  it.each(['\n', '\t', '🚓', '（2026）川0104执99001号'])('may hold %j', (good) =>
    expect(takes(line(40), `a${good}b`)).toBe(true),
  );

  it('comes back from UTF-8 as it went in', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const parsed = line(40).safeParse(text);
        return (
          !parsed.success || new TextDecoder().decode(new TextEncoder().encode(parsed.data)) === parsed.data
        );
      }),
      { numRuns: 1000 },
    );
  });
});

it('an id is a UUID v7 and nothing else', () => {
  expect(takes(CommandId, anId(1))).toBe(true);
  for (const bad of [
    '',
    'x',
    anId(1).slice(1),
    `${anId(1)} `,
    '01936000-0000-4000-8000-000000000001',
    `{${anId(1)}}`,
    7,
    null,
  ])
    expect(takes(CommandId, bad)).toBe(false);
});

it('an instant is UTC with Z, and a day that exists', () => {
  for (const good of ['2026-11-24T01:28:41Z', '2026-11-24T01:28:41.123Z', '2024-02-29T00:00:00Z'])
    expect(takes(Instant, good)).toBe(true);
  for (const bad of [
    '2026-11-24T01:28:41+08:00',
    '2026-11-24',
    '2026-02-30T00:00:00Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24 01:28:41Z',
    'now',
    1764,
  ])
    expect(takes(Instant, bad)).toBe(false);
});

it('a position is in degrees, finite, and within the globe', () => {
  expect(takes(Position, { lng: 180, lat: -90 })).toBe(true);
  for (const bad of [
    { lng: 180.1, lat: 0 },
    { lng: 0, lat: 90.1 },
    { lng: NaN, lat: 0 },
    { lng: Infinity, lat: 0 },
    { lng: '1', lat: 0 },
    { lng: 0 },
  ])
    expect(takes(Position, bad)).toBe(false);
});

it('a court’s code is capitals and digits, so that it is safe in a stream’s name', () => {
  expect(['JJ', 'CQ5'].every((code) => takes(CourtCode, code))).toBe(true);
  expect(['jj', 'J', 'J/J', 'J J', '', 'ABCDEFGHIJKLM'].some((code) => takes(CourtCode, code))).toBe(false);
});

it('a login is lower-cased and plain; a password is 10 to 128 characters', () => {
  expect(Login.parse(' Lin.2 ')).toBe('lin.2');
  expect(['l', '.lin', 'li n', 'линь', 'a'.repeat(33)].some((login) => takes(Login, login))).toBe(false);
  expect([
    takes(Password, 'x'.repeat(9)),
    takes(Password, 'x'.repeat(10)),
    takes(Password, 'x'.repeat(128)),
    takes(Password, 'x'.repeat(129)),
  ]).toEqual([false, true, true, false]);
});

it('an amount is yuan and fen: every fen is taken, half a fen, a debt and the absurd are not', () => {
  const amount = (claimAmount: unknown) => takes(EnforcementCase, { ...anOperation().cases[0], claimAmount });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e15 }), (fen) =>
      amount(Number(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`)),
    ),
    { numRuns: 2000 },
  );
  expect([0.005, 1.001, -0.01, 1e13 + 1, NaN, '1'].map(amount)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
