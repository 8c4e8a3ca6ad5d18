import type { Columns } from './columns';
import { createTopRows } from './top-rows';

/** The sort value and number of the last event of the previous page. */
type PageKey = { value: number; n: number };

type PageOptions = { sort: 'at' | 'latest'; limit: number; after: PageKey | null };

/**
 * The numbers of the matching events of a page, latest first, of equal ones the highest number first. `evaluated` has
 * 0 for each row that matches.
 */
export function selectPage(
  columns: Columns,
  evaluated: Uint8Array,
  { sort, limit, after }: PageOptions,
): number[] {
  const { n, at, activityAt } = columns.rows();
  const values = sort === 'at' ? at : activityAt;
  const { value: afterValue, n: afterN } = after ?? { value: Number.POSITIVE_INFINITY, n: 0 };
  const latest = createTopRows(limit, (a, b) => {
    const x = values[a] ?? 0;
    const y = values[b] ?? 0;
    return x < y || (x === y && (n[a] ?? 0) < (n[b] ?? 0));
  });

  let least = Number.NEGATIVE_INFINITY;
  // Backwards, because the newest are usually last: fewer rows then enter the heap.
  for (let row = evaluated.length - 1; row >= 0; row -= 1) {
    if (evaluated[row] !== 0) continue;
    const value = values[row] ?? 0;
    if (value < least || value > afterValue || (value === afterValue && (n[row] ?? 0) >= afterN)) continue;
    latest.add(row);
    const first = latest.first();
    if (first !== undefined) least = values[first] ?? least;
  }
  return latest.sorted().map((row) => n[row] ?? 0);
}
