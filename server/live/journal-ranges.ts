import { systemPrincipal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import type { JournalRecord, Position } from '@/db/store';
import type { Services } from '../services';
import { leaveOutBulk } from './bulk-items';
import { type Audience, sealFreshCursor } from './cursor';
import { audiencePrincipal, eventIds, feedItemsFor, isSentByName } from './feed-items';

/** A range of the journal as feed items for one audience. */
export type JournalRange = {
  to: Position;
  /**
   * The cursor of the end of the range, for viewers that may be owed a `refetch` since `covered` (seq); the same for all
   * of them.
   */
  cursorFor(covered: number): string;
  events: ReadonlyMap<string, Event>;
  /** What every viewer of the audience may see; `isOwed` counts for all of them. */
  items: FeedItem[];
  isOwed: boolean;
  /** Whether a record of a bulk operation is in the range, visible or not. */
  hasBulk: boolean;
  /** Records that are red or need a role, which are sent to single people separately. */
  byName: JournalRecord[];
};

export type JournalRanges = {
  /**
   * The changes after `after`, as the records are now: up to `until`, or if that is further than `rangeSize`, up to the
   * next multiple of `rangeSize`, so that viewers that started at different positions share ranges.
   */
  read(audience: Audience, after: number, until: number): Promise<JournalRange>;
  clear(): void;
  close(): void;
};

/** In changes. A frame of this many has about 100 KB. */
export const rangeSize = 64;
/** The maximum size of the cache, in characters of JSON. */
const cacheLimit = 16_777_216;
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

type CachedRange = { range: JournalRange; ids: ReadonlySet<string>; size: number };

/**
 * After a restart all viewers need the same ranges, so each range is read once per audience and cached. A cached range
 * is dropped when a record that it mentions changes, so that no viewer gets an outdated record.
 */
export function createJournalRanges({ store, seal, epoch }: Services): JournalRanges {
  const cache = new Map<string, CachedRange>();
  /** The journal position up to which changes have been removed from the cache. */
  let readUpTo = 0;
  let isStale = true;
  const unsubscribe = store.onCommit(() => {
    isStale = true;
  });

  async function read(audience: Audience, after: number, until: number): Promise<JournalRange> {
    await refresh(until);
    const start = after - (after % rangeSize);
    const end = until - after <= rangeSize ? until : start + rangeSize;
    const key = `${audience} ${after} ${end}`;
    const known = cache.get(key);
    if (known) {
      // The map is in order of last use, so that the least recently used ranges are dropped first.
      cache.delete(key);
      cache.set(key, known);
      return known.range;
    }
    const viewer = audiencePrincipal(audience);
    const isWithin = after > start && end === start + rangeSize;
    const { to, records } = await store.readJournal(viewer, after, end - after);
    // The events of the whole range are cached already, or other viewers will need them.
    const events = isWithin
      ? (await read(audience, start, Math.max(until, start + rangeSize))).events
      : new Map((await store.getEvents(viewer, eventIds(records))).map((event) => [event.id, event]));
    const items = feedItemsFor(viewer, records, events).filter((item) => !isSuperseded(item, records));
    const cursors = new Map<number, string>();
    const range: JournalRange = {
      to,
      cursorFor(covered) {
        const cursor = cursors.get(covered) ?? sealFreshCursor(seal, { ...to, epoch, audience, covered });
        cursors.set(covered, cursor);
        return cursor;
      },
      events,
      ...leaveOutBulk(viewer, items, records),
      hasBulk: records.some((record) => record.bulkFrom !== null),
      byName: records.filter(isSentByName),
    };
    if (!isWithin && !isStale) add(key, range);
    return range;
  }

  function add(key: string, range: JournalRange): void {
    const text = JSON.stringify(range.items);
    cache.set(key, {
      range,
      ids: new Set([...(text.match(uuids) ?? []), ...range.events.keys()]),
      size: text.length,
    });
    let total = [...cache.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [oldest, { size }] of cache) {
      if (total <= cacheLimit) break;
      cache.delete(oldest);
      total -= size;
    }
  }

  /** Commits of other processes are not signalled: they are noticed when `until`, the hub's position, has passed them. */
  async function refresh(until: number): Promise<void> {
    if (!isStale && until <= readUpTo) return;
    isStale = false;
    if (cache.size === 0) {
      readUpTo = Math.max(until, (await store.head(systemPrincipal)).seq);
      return;
    }
    for (;;) {
      const { to, records } = await store.readJournal(systemPrincipal, readUpTo, 500);
      // Changes that are not in the feed also advance the journal.
      if (to.seq === readUpTo) return;
      readUpTo = to.seq;
      for (const [key, { ids }] of cache) {
        if (records.some(({ id }) => ids.has(id))) cache.delete(key);
      }
    }
  }

  return {
    read,
    clear: () => cache.clear(),
    close: () => {
      unsubscribe();
      cache.clear();
    },
  };
}

/**
 * True if the record changes again after this range: it is sent with its last change only. A viewer that is behind by
 * 5,000 changes of 400 records gets 400 items.
 */
function isSuperseded(item: FeedItem, records: readonly JournalRecord[]): boolean {
  if (item.op !== 'upsert') return false;
  const { id, version } = item.event;
  return records.some((record) => record.id === id && record.version < version);
}
