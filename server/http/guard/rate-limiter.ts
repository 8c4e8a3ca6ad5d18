/** Why a taker must wait: how long until the next is there. */
export type Wait = { seconds: number };

/** Above so many takers those who have not come for long are forgotten. */
const sweepAt = 10_000;

/**
 * A token bucket for each name: `perSecond` in the long run, `burst` at once. By the clock that does not
 * jump; what is kept stays bounded, because whose bucket is full again is forgotten.
 */
export function createBuckets({ perSecond, burst }: { perSecond: number; burst: number }) {
  const buckets = new Map<string, { left: number; at: number }>();
  let sweepAbove = sweepAt;

  const leftOf = ({ left, at }: { left: number; at: number }, now: number) =>
    Math.min(burst, left + ((now - at) * perSecond) / 1_000);

  function sweep(now: number): void {
    for (const [name, bucket] of buckets) if (leftOf(bucket, now) >= burst) buckets.delete(name);
    sweepAbove = Math.max(sweepAt, 2 * buckets.size);
  }

  /**
   * Takes the cost, or returns how long to wait. With at least one token left the bucket goes below zero, so that
   * a cost above `burst` is possible.
   */
  return function take(name: string, cost = 1): Wait | null {
    const now = performance.now();
    if (buckets.size > sweepAbove) sweep(now);
    const known = buckets.get(name);
    const left = known ? leftOf(known, now) : burst;
    if (left < Math.min(1, cost)) return { seconds: Math.max(1, Math.ceil((1 - left) / perSecond)) };
    buckets.set(name, { left: left - cost, at: now });
    return null;
  };
}
