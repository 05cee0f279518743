import { expect, it } from 'vitest';
import { createTokenBuckets } from '#hub/transports/token-bucket.ts';

function bucketsAt(allowance: { burst: number; perSecond: number }) {
  let now = 0;
  const { take } = createTokenBuckets(allowance, () => now);
  return {
    pass: (seconds: number) => void (now += seconds * 1000),
    /** How many of so many attempts get through. */
    taken: (key: string, attempts: number) =>
      Array.from({ length: attempts }, () => take(key)).filter(Boolean).length,
  };
}

it('lets a burst through, and nothing after it', () => {
  const { taken } = bucketsAt({ burst: 5, perSecond: 2 });
  expect(taken('a', 9)).toBe(5);
});

it('fills again with the seconds, never beyond the burst', () => {
  const { taken, pass } = bucketsAt({ burst: 5, perSecond: 2 });
  taken('a', 5);
  pass(1.5);
  expect(taken('a', 9)).toBe(3);
  pass(3600);
  expect(taken('a', 9)).toBe(5);
});

it('an attempt that is refused costs nothing that comes later', () => {
  const { taken, pass } = bucketsAt({ burst: 1, perSecond: 1 });
  taken('a', 100);
  pass(1);
  expect(taken('a', 1)).toBe(1);
});

it('counts each key by itself', () => {
  const { taken } = bucketsAt({ burst: 2, perSecond: 1 });
  taken('a', 9);
  expect(taken('b', 9)).toBe(2);
});

it('forgets keys that are full again and remembers those that are not, however many there are', () => {
  const { taken, pass } = bucketsAt({ burst: 3, perSecond: 1 });
  for (let n = 0; n < 12_000; n++) taken(`old-${n}`, 1);
  pass(10);
  taken('busy', 3);
  for (let n = 0; n < 12_000; n++) taken(`new-${n}`, 1);
  expect(taken('busy', 1)).toBe(0);
  expect(taken('old-1', 9)).toBe(3);
});
