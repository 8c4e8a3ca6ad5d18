import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';

/** The sort key of a row: latest activity first, then the higher id. */
export type RowKey = Pick<Event, 'activityAt' | 'id'>;

export function compareRows(a: RowKey, b: RowKey): number {
  if (a.activityAt !== b.activityAt) return a.activityAt < b.activityAt ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

/**
 * Determines which events are rows. `start` is the position before the first row, null if the rows begin with the
 * newest. `end` is the last loaded row, null if all are loaded: later events come with a further page. `found` holds
 * the ids of the server's search, null without a search.
 */
type RowScope = {
  filter: Filter;
  start: RowKey | null;
  end: RowKey | null;
  found: ReadonlySet<string> | null;
};

/** Whether the event belongs to the list, at or before `end`. */
export function isListed({ filter, end, found }: Omit<RowScope, 'start'>, event: Event): boolean {
  return (
    (end === null || compareRows(event, end) <= 0) &&
    (found === null || found.has(event.id)) &&
    matches(filter, event)
  );
}

/** The ids of the events that are rows, in order. */
export function rowsOf(scope: RowScope, events: Iterable<Event>): string[] {
  const { start } = scope;
  return [...events]
    .filter((event) => (start === null || compareRows(event, start) > 0) && isListed(scope, event))
    .sort(compareRows)
    .map(({ id }) => id);
}
