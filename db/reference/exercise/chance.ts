/** Numbers that look random and are the same for the same seed (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;

  /** From 0 up to, and without, 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`. */
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  /** @throws Error if the list is empty */
  function pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(next() * from.length)];
    if (found === undefined) throw new Error('There is nothing to pick from');
    return found;
  }

  function pickWeighted<T extends { weight: number }>(from: readonly T[]): T {
    let left = next() * from.reduce((sum, { weight }) => sum + weight, 0);
    for (const one of from) {
      left -= one.weight;
      if (left < 0) return one;
    }
    return pick(from);
  }

  return { next, between, pick, pickWeighted };
}

export type Chance = ReturnType<typeof createChance>;
