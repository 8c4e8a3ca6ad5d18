import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';

/** Where a row stands in the feed: latest activity first, then the higher id. */
export type RowKey = Pick<Event, 'activityAt' | 'id'>;

/** Where events stand, by their ids. */
type Keys = { keyOf(id: string): RowKey | undefined };

export function compareRows(a: RowKey, b: RowKey): number {
  if (a.activityAt !== b.activityAt) return a.activityAt < b.activityAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

/**
 * What makes an event a row. `end` is the last row loaded, null when all are: what stands after it comes
 * with a later page. `found` are the events that the server's search gave, null without a search.
 */
export type Window = { filter: Filter; end: RowKey | null; found: ReadonlySet<string> | null };

export function isRow({ filter, end, found }: Window, event: Event): boolean {
  return (
    (end === null || compareRows(event, end) <= 0) &&
    (found === null || found.has(event.id)) &&
    matches(filter, event)
  );
}

/** The rows with `added` put in their places; none of `added` is among the rows. */
export function putIn(rows: readonly string[], added: readonly RowKey[], events: Keys): readonly string[] {
  if (added.length === 0) return rows;
  // Each row is moved once: to make room for 2,000 one by one among 100,000 moves them 2,000 times.
  const pieces: (string | readonly string[])[] = [];
  let from = 0;
  for (const one of added.toSorted(compareRows)) {
    const at = placeOf(rows, one, events);
    if (at > from) pieces.push(rows.slice(from, at));
    pieces.push(one.id);
    from = at;
  }
  const none: string[] = [];
  return none.concat(...pieces, rows.slice(from));
}

/** The rows without `taken`, each of which is among them; all by the keys that they have in `events`. */
export function takeOut(rows: readonly string[], taken: readonly RowKey[], events: Keys): readonly string[] {
  if (taken.length === 0) return rows;
  const places = new Set(taken.map((one) => placeOf(rows, one, events)));
  return rows.filter((_, at) => !places.has(at));
}

/** The first place whose row does not stand before `key`. */
function placeOf(rows: readonly string[], key: RowKey, events: Keys): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = events.keyOf(rows[middle] ?? '');
    if (other && compareRows(other, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
