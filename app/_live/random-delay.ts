const minDelayMillis = 1_000;
const maxDelayMillis = 5_000;

/** A random delay before a request that a change triggers on all open pages, so that they do not ask at once. */
export function randomDelayMillis(): number {
  return minDelayMillis + Math.random() * (maxDelayMillis - minDelayMillis);
}
