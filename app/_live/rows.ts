import type { Event } from '@/db/model/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';

/** Where a row stands in the feed: latest activity first, then the higher id. */
export type RowKey = Pick<Event, 'activityAt' | 'id'>;

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

export function rowsOf(events: ReadonlyMap<string, Event>, window: Window): string[] {
  const rows = [...events.values()].filter((event) => isRow(window, event));
  return rows.sort(compareRows).map(({ id }) => id);
}

/** The rows with `added` put in their places; both in order, and none of `added` among the rows. */
export function insertRows(
  rows: readonly string[],
  added: readonly Event[],
  events: ReadonlyMap<string, Event>,
): string[] {
  const merged: string[] = [];
  let next = 0;
  for (const id of rows) {
    const event = events.get(id);
    if (!event) continue;
    for (let one = added[next]; one && compareRows(one, event) < 0; one = added[next]) {
      merged.push(one.id);
      next += 1;
    }
    merged.push(id);
  }
  for (const one of added.slice(next)) merged.push(one.id);
  return merged;
}
