import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import { type CachedEvents, noEvents } from './cached-events';
import type { Packed, PageItem } from './packed';
import { type SteadyMap, steadyMap } from './steady-map';

/** Cached records: the newest version of each event, or the version in which it was removed. */
export type EventCache = { events: CachedEvents; removed: SteadyMap<number> };

export const emptyCache: EventCache = { events: noEvents, removed: steadyMap() };

/** The change of one cached record; `before` is undefined if it was not cached. */
export type Touched = { id: string; before: Event | undefined; after: Event | undefined };

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
    for (const event of events) change.replace(event, null);
  });
}

/** The same for a further page, whose events are kept packed. */
export function applyPage(
  cache: EventCache,
  items: Iterable<PageItem>,
): { cache: EventCache; touched: Touched[] } {
  return apply(cache, (change) => {
    for (const { event, packed } of items) change.replace(event, packed);
  });
}

type Change = {
  put(event: Event): void;
  replace(event: Event, packed: Packed | null): void;
  remove(id: string, version: number): void;
};

function apply(cache: EventCache, by: (change: Change) => void): { cache: EventCache; touched: Touched[] } {
  const touched = new Map<string, Touched>();
  let { removed } = cache;
  const events = cache.events.edited((draft) => {
    removed = cache.removed.edited((removals) => {
      const versionOf = (id: string) => draft.keyOf(id)?.version ?? 0;
      const touch = (id: string, after: Event | undefined) => {
        const known = touched.get(id);
        touched.set(id, { id, before: known ? known.before : draft.get(id), after });
      };
      const set = (event: Event, packed: Packed | null) => {
        if (event.version < (removals.get(event.id) ?? 0)) return;
        touch(event.id, event);
        draft.put(event, packed);
        if (removals.get(event.id) !== undefined) removals.delete(event.id);
      };
      by({
        put(event) {
          if (event.version > versionOf(event.id)) set(event, null);
        },
        replace(event, packed) {
          if (event.version >= versionOf(event.id)) set(event, packed);
        },
        remove(id, version) {
          if (version <= versionOf(id) || version <= (removals.get(id) ?? 0)) return;
          touch(id, undefined);
          draft.delete(id);
          removals.set(id, version);
        },
      });
    });
  });
  if (touched.size === 0) return { cache, touched: [] };
  return { cache: { events, removed }, touched: [...touched.values()] };
}
