import type { Event } from '@/db/model/event/event';
import { open, openedOf, type Packed } from './packed';
import { type SteadyMap, steadyMap } from './steady-map';

/** The fields known without unpacking the event. */
type EventKey = Pick<Event, 'id' | 'version' | 'activityAt'>;

/**
 * Every cached event by id: events from the feed and the first page as objects, those of further pages packed. The
 * collection is immutable; `edited` returns a changed copy.
 */
export type CachedEvents = {
  readonly size: number;
  get(id: string): Event | undefined;
  has(id: string): boolean;
  keyOf(id: string): EventKey | undefined;
  ids(): Iterable<string>;
  /** All events except those that are packed and not in use. */
  opened(): Iterable<Event>;
  edited(by: (draft: Draft) => void): CachedEvents;
  /** Drops the packed events except those with these ids, which are unpacked. */
  evict(kept: Iterable<string>): CachedEvents;
};

type Draft = Pick<CachedEvents, 'get' | 'keyOf'> & {
  put(event: Event, packed: Packed | null): void;
  delete(id: string): void;
};

export const noEvents: CachedEvents = over(steadyMap(), steadyMap());

function over(plain: SteadyMap<Event>, packed: SteadyMap<Packed>): CachedEvents {
  const cached: CachedEvents = {
    size: plain.size + packed.size,
    ...lookUp(plain, packed),
    has: (id) => plain.has(id) || packed.has(id),
    *ids() {
      yield* plain.keys();
      yield* packed.keys();
    },
    *opened() {
      yield* plain.values();
      for (const one of packed.values()) {
        const event = openedOf(one);
        if (event) yield event;
      }
    },
    edited(by) {
      let nextPacked = packed;
      const nextPlain = plain.edited((plainDraft) => {
        nextPacked = packed.edited((packedDraft) => {
          by({
            ...lookUp(plainDraft, packedDraft),
            put(event, kept) {
              if (kept) packedDraft.set(event.id, kept);
              else plainDraft.set(event.id, event);
              remove(kept ? plainDraft : packedDraft, event.id);
            },
            delete(id) {
              remove(plainDraft, id);
              remove(packedDraft, id);
            },
          });
        });
      });
      return nextPlain === plain && nextPacked === packed ? cached : over(nextPlain, nextPacked);
    },
    evict(kept) {
      if (packed.size === 0) return cached;
      const opened = plain.edited((draft) => {
        for (const id of kept) {
          const one = packed.get(id);
          if (one) draft.set(id, open(one));
        }
      });
      return over(opened, steadyMap());
    },
  };
  return cached;
}

type Looked<V> = Pick<ReadonlyMap<string, V>, 'get'>;

function lookUp(plain: Looked<Event>, packed: Looked<Packed>): Pick<CachedEvents, 'get' | 'keyOf'> {
  return {
    get(id) {
      const event = plain.get(id);
      if (event) return event;
      const one = packed.get(id);
      return one && open(one);
    },
    keyOf: (id) => plain.get(id) ?? packed.get(id),
  };
}

/** Avoids copying a bucket that lacks the id. */
function remove(
  draft: Pick<ReadonlyMap<string, unknown>, 'get'> & Pick<Set<string>, 'delete'>,
  id: string,
): void {
  if (draft.get(id) !== undefined) draft.delete(id);
}
