/** Numbers in [0, 1) that the seed decides (mulberry32): a failure can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `SEED` from the environment repeats a run. */
export function seedOfRun(): number {
  const given = Number(process.env['SEED']);
  return Number.isInteger(given) && given > 0 ? given : (Date.now() % 0xffffffff) + 1;
}
