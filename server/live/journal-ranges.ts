import { systemPrincipal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import type { JournalRecord, Position } from '@/db/store';
import type { Services } from '../services';
import { type Audience, sealFreshCursor } from './cursor';
import { audiencePrincipal, eventIds, judge } from './judge';

/** A range of the journal, judged for all of an audience. */
export type JournalRange = {
  to: Position;
  /** The cursor of its end: the same for all who pass it. */
  cursor: string;
  events: ReadonlyMap<string, Event>;
  /** What any of the audience may see. */
  items: FeedItem[];
  /** Records that a red marking opened to someone: they come by name, besides. */
  red: JournalRecord[];
};

export type JournalRanges = {
  /**
   * What lies after `after`, judged as things are now: up to `until`, or where that is further than
   * `rangeSize`, up to the next multiple of it, where all come together.
   */
  read(audience: Audience, after: number, until: number): Promise<JournalRange>;
  /** Lets go of all that is kept. */
  clear(): void;
  close(): void;
};

/** In changes. Such a frame has some 100 KB. */
export const rangeSize = 64;
/** How much is kept, in characters of JSON. */
const keptLimit = 16_777_216;
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

type Kept = { range: JournalRange; ids: ReadonlySet<string>; size: number };

/**
 * After a restart all viewers want the same ranges: each is read and judged once for its audience and kept
 * for the next who asks. One in which a record is named that has changed since is judged anew, so that
 * nothing is shown as it was.
 */
export function createJournalRanges({ store, seal }: Services): JournalRanges {
  const kept = new Map<string, Kept>();
  /** Changes up to here have dropped what they concern. */
  let seen = 0;
  let isStale = true;
  const stopHints = store.onCommit(() => {
    isStale = true;
  });

  async function read(audience: Audience, after: number, until: number): Promise<JournalRange> {
    await refresh(until);
    const start = after - (after % rangeSize);
    const end = until - after <= rangeSize ? until : start + rangeSize;
    const key = `${audience} ${after} ${end}`;
    const known = kept.get(key);
    if (known) {
      // The last used come last: the first are let go of first.
      kept.delete(key);
      kept.set(key, known);
      return known.range;
    }
    const viewer = audiencePrincipal(audience);
    const isWithin = after > start && end === start + rangeSize;
    const { to, records } = await store.readJournal(viewer, after, end - after);
    // The events of the whole range are read already, or will be wanted by others.
    const events = isWithin
      ? (await read(audience, start, Math.max(until, start + rangeSize))).events
      : new Map((await store.getEvents(viewer, eventIds(records))).map((event) => [event.id, event]));
    const range: JournalRange = {
      to,
      cursor: sealFreshCursor(seal, { ...to, epoch: store.epoch, audience }),
      events,
      items: judge(viewer, records, events).filter((item) => !isSuperseded(item, records)),
      red: records.filter(({ markings }) => markings.some(({ tlp }) => tlp === 'red')),
    };
    if (!isWithin && !isStale) keep(key, range);
    return range;
  }

  function keep(key: string, range: JournalRange): void {
    const text = JSON.stringify(range.items);
    kept.set(key, { range, ids: new Set(text.match(uuids)), size: text.length });
    let total = [...kept.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [oldest, { size }] of kept) {
      if (total <= keptLimit) break;
      kept.delete(oldest);
      total -= size;
    }
  }

  /** Another process's commits give no hint: they are found once the hub, up to where is read, has seen them. */
  async function refresh(until: number): Promise<void> {
    if (!isStale && until <= seen) return;
    isStale = false;
    if (kept.size === 0) {
      seen = Math.max(until, (await store.head(systemPrincipal)).seq);
      return;
    }
    for (;;) {
      const { to, records } = await store.readJournal(systemPrincipal, seen, 500);
      // What is not for the feed moves the journal too.
      if (to.seq === seen) return;
      seen = to.seq;
      for (const [key, { ids }] of kept) {
        if (records.some(({ id }) => ids.has(id))) kept.delete(key);
      }
    }
  }

  return {
    read,
    clear: () => kept.clear(),
    close: () => {
      stopHints();
      kept.clear();
    },
  };
}

/**
 * Records come as they are now: one that has changed again comes with its last change. So whoever lies 5,000
 * changes of 400 records behind is sent 400.
 */
function isSuperseded(item: FeedItem, records: readonly JournalRecord[]): boolean {
  if (item.op !== 'upsert') return false;
  const { id, version } = item.event;
  return records.some((record) => record.id === id && record.version < version);
}
