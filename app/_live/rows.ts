import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';

/** The sort key of a row: latest activity first, then the higher id. */
export type RowKey = Pick<Event, 'activityAt' | 'id'>;

/** Sort keys by event id. */
type Keys = { keyOf(id: string): RowKey | undefined };

export function compareRows(a: RowKey, b: RowKey): number {
  if (a.activityAt !== b.activityAt) return a.activityAt < b.activityAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

/**
 * Determines which events are rows. `end` is the last loaded row, null when all are loaded: later events come with a
 * further page. `found` holds the ids of the server's search, null without a search.
 */
export type RowScope = { filter: Filter; end: RowKey | null; found: ReadonlySet<string> | null };

export function isRow({ filter, end, found }: RowScope, event: Event): boolean {
  return (
    (end === null || compareRows(event, end) <= 0) &&
    (found === null || found.has(event.id)) &&
    matches(filter, event)
  );
}

/** Inserts `added` into the rows; none of them is among the rows yet. */
export function insertRows(
  rows: readonly string[],
  added: readonly RowKey[],
  events: Keys,
): readonly string[] {
  if (added.length === 0) return rows;
  // Copies each row once: inserting 2,000 rows one by one among 100,000 would move them 2,000 times.
  const pieces: (string | readonly string[])[] = [];
  let from = 0;
  for (const one of added.toSorted(compareRows)) {
    const at = positionOf(rows, one, events);
    if (at > from) pieces.push(rows.slice(from, at));
    pieces.push(one.id);
    from = at;
  }
  const none: string[] = [];
  return none.concat(...pieces, rows.slice(from));
}

/** Removes `taken` from the rows; all of them are rows, at the keys they have in `events`. */
export function removeRows(
  rows: readonly string[],
  taken: readonly RowKey[],
  events: Keys,
): readonly string[] {
  if (taken.length === 0) return rows;
  const places = new Set(taken.map((one) => positionOf(rows, one, events)));
  return rows.filter((_, at) => !places.has(at));
}

/** The first index whose row does not come before `key`. */
function positionOf(rows: readonly string[], key: RowKey, events: Keys): number {
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
