import type { Connection } from '../client';

const most = 40;

/**
 * Keeps answers until anybody commits, in this process or another: SQLite's data_version tells it to a
 * connection that does not write itself. To be asked inside the transaction that reads, so that the answer and
 * the version are of one snapshot. An answer that is kept goes to several callers: nobody changes it.
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
