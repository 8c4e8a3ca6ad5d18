/** `after` is the id of the previous page's last item. */
export type Paging = { limit: number; after: string | null };
export type Page<T> = { items: T[]; next: string | null };

/** Builds a page from rows in order of id; reading one more than `limit` tells whether there is a next page. */
export function toPage<Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => T,
): Page<T> {
  const pageRows = rows.slice(0, limit);
  return { items: pageRows.map(toItem), next: rows.length > limit ? (pageRows.at(-1)?.id ?? null) : null };
}
