import type { Connection } from '../client';

const most = 40;

/**
 * Caches results until the next commit of any connection, in this process or another; SQLite's `data_version` shows it
 * to a connection that does not write itself. Call it inside the transaction that reads, so that result and version
 * are of one snapshot. Callers share a cached result, so they must not change it.
 */
export function createMemo<T>(connection: Connection): (key: string, compute: () => T) => T {
  const version = connection.prepare<[], number>('pragma data_version').pluck();
  const kept = new Map<string, T>();
  let at: number | undefined;

  return (key, compute) => {
    const now = version.get();
    if (now !== at || kept.size >= most) kept.clear();
    at = now;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const answer = compute();
    kept.set(key, answer);
    return answer;
  };
}
