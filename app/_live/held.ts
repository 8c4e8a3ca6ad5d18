import type { Event } from '@/db/model/event';
import type { FeedItem } from '@/db/model/live';
import { type SteadyMap, steadyMap } from './steady-map';

/** What is held of the records: an event by its newest version, or the version at which it was taken away. */
export type Held = { events: SteadyMap<Event>; gone: SteadyMap<number> };

export const nothingHeld: Held = { events: steadyMap(), gone: steadyMap() };

/** What became of one record by a change of what is held; `before` is undefined where it was not held. */
export type Touched = { id: string; before: Event | undefined; after: Event | undefined };

/**
 * Applies what a frame brings. Of each record the highest version wins, and of one version the upsert over
 * the retract (a red record's own frame says upsert where the common one says retract). So frames may come
 * twice, late or in any order, and the end is the same.
 */
export function applyItems(held: Held, items: readonly FeedItem[]): { held: Held; touched: Touched[] } {
  return apply(held, (change) => {
    for (const item of items) {
      if (item.op === 'upsert') change.put(item.event);
      else if (item.op === 'retract') change.take(item.id, item.version);
    }
  });
}

/**
 * Applies events of an answer that the server gave just now. Unlike a frame's, they replace what is held of
 * the same version: names and links that a record shows change without a version of its own.
 */
export function applyEvents(held: Held, events: Iterable<Event>): { held: Held; touched: Touched[] } {
  return apply(held, (change) => {
    for (const event of events) change.put(event, true);
  });
}

type Change = { put(event: Event, isRenewal?: boolean): void; take(id: string, version: number): void };

function apply(held: Held, by: (change: Change) => void): { held: Held; touched: Touched[] } {
  const touched = new Map<string, Event | undefined>();
  let { gone } = held;
  const events = held.events.edited((draft) => {
    gone = held.gone.edited((lost) => {
      const touch = (id: string) => {
        if (!touched.has(id)) touched.set(id, draft.get(id));
      };
      by({
        put(event, isRenewal = false) {
          const current = draft.get(event.id)?.version ?? 0;
          const isOlder = isRenewal ? event.version < current : event.version <= current;
          if (isOlder || event.version < (lost.get(event.id) ?? 0)) return;
          touch(event.id);
          draft.set(event.id, event);
          if (lost.get(event.id) !== undefined) lost.delete(event.id);
        },
        take(id, version) {
          if (version <= (draft.get(id)?.version ?? 0) || version <= (lost.get(id) ?? 0)) return;
          touch(id);
          if (draft.get(id) !== undefined) draft.delete(id);
          lost.set(id, version);
        },
      });
    });
  });
  if (touched.size === 0) return { held, touched: [] };
  return {
    held: { events, gone },
    touched: [...touched].map(([id, before]) => ({ id, before, after: events.get(id) })),
  };
}
