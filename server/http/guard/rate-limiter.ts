/** The time until the next token is available. */
export type Wait = { seconds: number };

/** Above this number of buckets, full ones are removed. */
const minSweepSize = 10_000;

/**
 * A token bucket per name, with a rate of `perSecond` and a capacity of `burst`. It uses the monotonic clock. Memory is
 * bounded, because full buckets are removed.
 */
export function createRateLimiter({ perSecond, burst }: { perSecond: number; burst: number }) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  let sweepSize = minSweepSize;

  const tokensOf = ({ tokens, at }: { tokens: number; at: number }, now: number) =>
    Math.min(burst, tokens + ((now - at) * perSecond) / 1_000);

  function sweep(now: number): void {
    for (const [name, bucket] of buckets) if (tokensOf(bucket, now) >= burst) buckets.delete(name);
    sweepSize = Math.max(minSweepSize, 2 * buckets.size);
  }

  /**
   * Consumes `cost` tokens, or returns the time to wait. With at least one token left the bucket may go below zero, so
   * that a cost above `burst` is possible.
   */
  return function consume(name: string, cost = 1): Wait | null {
    const now = performance.now();
    if (buckets.size > sweepSize) sweep(now);
    const bucket = buckets.get(name);
    const tokens = bucket ? tokensOf(bucket, now) : burst;
    if (tokens < Math.min(1, cost)) return { seconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)) };
    buckets.set(name, { tokens: tokens - cost, at: now });
    return null;
  };
}
