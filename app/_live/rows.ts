import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { matches } from '@/db/model/matches';
import { startMillis } from '@/db/model/values/moment';

/** The order of the rows: latest activity first, or latest time of the event first. */
export type RowSort = 'latest' | 'at';

/** The sort keys of a row: the time of either order, then the higher id. */
export type RowKey = Pick<Event, 'activityAt' | 'at' | 'id'>;

export function keyOf({ activityAt, at, id }: RowKey): RowKey {
  return { activityAt, at, id };
}

/** The key of a position just before this moment (ISO), in any order. */
export function keyBefore(moment: string): RowKey {
  return { activityAt: moment, at: moment, id: '' };
}

/** The moment (ISO) by which a row is sorted. */
export function sortMoment(sort: RowSort, { activityAt, at }: RowKey): string {
  return sort === 'latest' ? activityAt : new Date(startMillis(at)).toISOString();
}

export function compareRows(sort: RowSort, a: RowKey, b: RowKey): number {
  const difference = sort === 'latest' ? byActivity(a, b) : startMillis(b.at) - startMillis(a.at);
  if (difference !== 0) return difference;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}

function byActivity(a: RowKey, b: RowKey): number {
  if (a.activityAt === b.activityAt) return 0;
  return a.activityAt < b.activityAt ? 1 : -1;
}

/**
 * Determines which events are rows. `start` is the position before the first row, null if the rows begin with the
 * newest. `end` is the last loaded row, null if all are loaded: later events come with a further page. `found` holds
 * the ids of the server's search, null without a search.
 */
type RowScope = {
  filter: Filter;
  sort: RowSort;
  start: RowKey | null;
  end: RowKey | null;
  found: ReadonlySet<string> | null;
};

/** Whether the event belongs to the list, at or before `end`. */
export function isListed({ filter, sort, end, found }: Omit<RowScope, 'start'>, event: Event): boolean {
  return (
    (end === null || compareRows(sort, event, end) <= 0) &&
    (found === null || found.has(event.id)) &&
    matches(filter, event)
  );
}

/** The ids of the events that are rows, in order. */
export function rowsOf(scope: RowScope, events: Iterable<Event>): string[] {
  const { start, sort } = scope;
  return [...events]
    .filter((event) => (start === null || compareRows(sort, event, start) > 0) && isListed(scope, event))
    .sort((a, b) => compareRows(sort, a, b))
    .map(({ id }) => id);
}
