/** So many at once, and so many a second after that. */
export type Allowance = { burst: number; perSecond: number };

/** A limit a key (an address, a line). Keys that are full again are forgotten. */
export type TokenBuckets = { take: (key: string) => boolean };

const SWEEP_AT = 10_000;

export function createTokenBuckets({ burst, perSecond }: Allowance, now: () => number): TokenBuckets {
  const buckets = new Map<string, { left: number; at: number }>();
  const refilled = (bucket: { left: number; at: number }) =>
    Math.min(burst, bucket.left + ((now() - bucket.at) / 1000) * perSecond);

  return {
    take: (key) => {
      if (buckets.size > SWEEP_AT)
        for (const [other, bucket] of buckets) if (refilled(bucket) >= burst) buckets.delete(other);
      const known = buckets.get(key);
      const left = known ? refilled(known) : burst;
      buckets.set(key, { left: Math.max(0, left - 1), at: now() });
      return left >= 1;
    },
  };
}
