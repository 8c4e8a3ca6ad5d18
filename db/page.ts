/** `after` is the id of the last of the page before. */
export type Paging = { limit: number; after: string | null };
export type Page<T> = { items: T[]; next: string | null };

/** A page of rows in order of their ids, of which one more than `limit` was read. */
export function paged<Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  to: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(to), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
