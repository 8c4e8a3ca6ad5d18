/**
 * Memoises `make` for the `max` recently used keys. Keys come from outside: without a bound, 3,000 spellings of one
 * time zone took 115 MB.
 */
export function memoizeLru<T>(max: number, make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, T>();
  return (key) => {
    const value = kept.has(key) ? kept.get(key) : undefined;
    const found = value === undefined ? make(key) : value;
    // Moves the key to the end, as the most recently used.
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > max && oldest !== undefined) kept.delete(oldest);
    return found;
  };
}
