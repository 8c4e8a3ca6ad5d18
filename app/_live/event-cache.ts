import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';

/** Cached records: the newest version of each event, or the version in which it was removed. */
export type EventCache = { events: ReadonlyMap<string, Event>; removed: ReadonlyMap<string, number> };

export const emptyCache: EventCache = { events: new Map(), removed: new Map() };

/** The change of one cached record; `before` is undefined if it was not cached. */
export type Touched = { id: string; before: Event | undefined; after: Event | undefined };

/** Removals that are remembered. Each is needed only until answers requested before it have arrived. */
const maxRemoved = 5_000;

/**
 * Applies the items of a frame. The highest version of a record wins, and for the same version an upsert wins over a
 * retract: a red record's own frame upserts what the common frame retracts. Frames may therefore arrive twice, late
 * or in any order with the same result.
 */
export function applyItems(
  cache: EventCache,
  items: readonly FeedItem[],
): { cache: EventCache; touched: Touched[] } {
  return apply(cache, (change) => {
    for (const item of items) {
      if (item.op === 'upsert') change.put(item.event);
      else if (item.op === 'retract') change.remove(item.id, item.version);
    }
  });
}

/**
 * Applies events from an API response. Unlike a frame's items they replace a cached event of the same version: the
 * names and links in a record change without a new version.
 */
export function applyEvents(
  cache: EventCache,
  events: Iterable<Event>,
): { cache: EventCache; touched: Touched[] } {
  return apply(cache, (change) => {
    for (const event of events) change.replace(event);
  });
}

type Change = {
  put(event: Event): void;
  replace(event: Event): void;
  remove(id: string, version: number): void;
};

function apply(cache: EventCache, by: (change: Change) => void): { cache: EventCache; touched: Touched[] } {
  const touched = new Map<string, Touched>();
  const events = new Map(cache.events);
  const removed = new Map(cache.removed);
  const versionOf = (id: string) => events.get(id)?.version ?? 0;
  const touch = (id: string, after: Event | undefined) => {
    const known = touched.get(id);
    touched.set(id, { id, before: known ? known.before : cache.events.get(id), after });
  };
  const set = (event: Event) => {
    if (event.version < (removed.get(event.id) ?? 0)) return;
    touch(event.id, event);
    // Events changed last are at the end, and those at the beginning are evicted first.
    events.delete(event.id);
    events.set(event.id, event);
    removed.delete(event.id);
  };
  by({
    put(event) {
      if (event.version > versionOf(event.id)) set(event);
    },
    replace(event) {
      if (event.version >= versionOf(event.id)) set(event);
    },
    remove(id, version) {
      if (version <= versionOf(id) || version <= (removed.get(id) ?? 0)) return;
      touch(id, undefined);
      events.delete(id);
      removed.delete(id);
      removed.set(id, version);
    },
  });
  if (touched.size === 0) return { cache, touched: [] };
  for (const id of removed.keys()) {
    if (removed.size <= maxRemoved) break;
    removed.delete(id);
  }
  return { cache: { events, removed }, touched: [...touched.values()] };
}
