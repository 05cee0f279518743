/** So many at once, and so many a second after that. */
export type Allowance = { burst: number; perSecond: number };

/** A limit a key (an address, a line). Keys that are full again are forgotten. */
export type TokenBuckets = { take: (key: string) => boolean };

const SWEEP_AT = 10_000;
/** A sweep looks at every key: not at every call of a flood from many addresses. */
const SWEEP_EVERY_MS = 1_000;
/** Beyond it the keys that came first are forgotten, full or not. */
const MOST_KEYS = 100_000;

export function createTokenBuckets({ burst, perSecond }: Allowance, now: () => number): TokenBuckets {
  const buckets = new Map<string, { left: number; at: number }>();
  const refilled = (bucket: { left: number; at: number }) =>
    Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond);

  let sweptAt = -Infinity;
  const sweep = () => {
    sweptAt = now();
    for (const [other, bucket] of buckets)
      if (buckets.size > MOST_KEYS || refilled(bucket) >= burst) buckets.delete(other);
  };

  return {
    take: (key) => {
      if (buckets.size > SWEEP_AT && now() - sweptAt >= SWEEP_EVERY_MS) sweep();
      const known = buckets.get(key);
      const left = known ? refilled(known) : burst;
      buckets.set(key, { left: Math.max(0, left - 1), at: now() });
      return left >= 1;
    },
  };
}
