/** Reproducible random numbers (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const isOf = (share: number): boolean => next() < share;
  /** Picks from a list by Zipf's law, the first values most often. */
  const skewed = <T>(values: readonly T[], exponent = 1) => {
    let sum = 0;
    const ends = values.map((_, index) => (sum += 1 / (index + 1) ** exponent));
    return (): T => {
      const wanted = next() * sum;
      let low = 0;
      let high = ends.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ends[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      const value = values[low];
      if (value === undefined) throw new Error('There is nothing to choose from');
      return value;
    };
  };
  /** Picks from [value, weight] pairs. */
  const weighted = <T>(pairs: readonly (readonly [T, number])[]): T => {
    let rest = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of pairs) {
      rest -= weight;
      if (rest < 0) return value;
    }
    const last = pairs.at(-1);
    if (!last) throw new Error('There is nothing to choose from');
    return last[0];
  };
  return { next, below, isOf, skewed, weighted };
}

export type Chance = ReturnType<typeof createChance>;
