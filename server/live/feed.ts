import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Principal } from '@/db/model/access/principal';
import { hasRole } from '@/db/model/access/rights';
import type { FeedItem, ResetReason } from '@/db/model/journal/live';
import { isBulkFor } from '@/db/rules/bulk';
import type { JournalRecord, Position, Store } from '@/db/store';
import type { Services } from '../services';
import { refetchItem } from './bulk-items';
import { audienceOf, openPosition, sealFreshCursor } from './cursor';
import { couldSee, eventIds, feedItemsFor } from './feed-items';
import { spacingMillis } from './refetch-rounds';

/** Changes read at a time, regardless of the requested limit: a page blocks the event loop for about 2 ms. */
const pageSize = 64;

export type FeedResponse = { epoch: string; cursor: string; items: FeedItem[] };

type FeedRequest = {
  after?: string;
  /** The maximum number of items, counting only what the reader may see. */
  limit: number;
  /** Aborts the read, for example when the client has disconnected. */
  signal: AbortSignal;
};

/**
 * The feed for a program that polls: at most `limit` items after its cursor, or from now on without one. Hidden changes
 * are skipped and not counted. So a response has fewer items than `limit` only at the end of the journal, and does not
 * reveal how much is hidden. The rights of `who` are checked again before the response.
 * @throws AppError 'invalid' at "after" if it is not a cursor
 */
export async function readFeed(
  services: Services,
  who: () => Promise<Principal>,
  { after, limit, signal }: FeedRequest,
): Promise<FeedResponse | { reset: ResetReason }> {
  const { store, seal, epoch } = services;
  const reader = await who();
  const head = await store.head(reader);
  const start =
    after === undefined
      ? { ...head, covered: head.seq, refetchedAt: 0 }
      : await openPosition(services, reader, after, 'after');
  if ('reset' in start) return start;
  const isOwed = await findBulk(store, reader, { from: start.covered, to: start.seq, signal });
  const isDue = isRefetchDue(start.refetchedAt);
  // `refetch` counts as an item.
  const room = isOwed && isDue ? limit - 1 : limit;
  const found = await collect(store, reader, { from: start, until: head.seq, limit: room, signal });
  const { to, records } = found;
  const isSent = isDue && (isOwed || (found.bulkAfter !== null && records.length < limit));
  // Since a page was read, a record may have got a stricter marking, and the reader's rights may have changed.
  const now = await who();
  if (now.id !== reader.id || audienceOf(now) !== audienceOf(reader)) return { reset: 'rights' };
  const events = await store.getEvents(now, eventIds(records));
  const items = feedItemsFor(now, records, new Map(events.map((event) => [event.id, event])));
  if (isSent) items.push(refetchItem);
  const owedFrom = isOwed ? start.covered : found.bulkAfter;
  const cursor = sealFreshCursor(seal, {
    ...to,
    epoch,
    audience: audienceOf(now),
    covered: isSent ? to.seq : (owedFrom ?? to.seq),
    refetchedAt: isSent ? Date.now() : start.refetchedAt,
  });
  return { epoch, cursor, items };
}

/** The time is in the cursor, since a poll may be answered by another process. It may be set back. */
function isRefetchDue(refetchedAt: number): boolean {
  const elapsed = Date.now() - refetchedAt;
  return elapsed < 0 || elapsed >= spacingMillis;
}

/** Has a record that the reader may see changed in a bulk operation in (from, to]? */
async function findBulk(
  store: Store,
  reader: Principal,
  { from, to, signal }: { from: number; to: number; signal: AbortSignal },
): Promise<boolean> {
  for (let seq = from; seq < to; ) {
    signal.throwIfAborted();
    const page = await readVisible(store, reader, seq, Math.min(pageSize, to - seq));
    if (page.bulkAfter !== null) return true;
    seq = page.to.seq;
    await yieldToEventLoop();
  }
  return false;
}

/** `bulkAfter`: upserts of bulk operations were left out after this position (seq); null if there were none. */
type Collected = { to: Position; records: JournalRecord[]; bulkAfter: number | null };

/** The records after `from` that the reader may know of, each once, in the order of their last change. */
async function collect(
  store: Store,
  reader: Principal,
  { from, until, limit, signal }: { from: Position; until: number; limit: number; signal: AbortSignal },
): Promise<Collected> {
  const found = new Map<string, JournalRecord>();
  let to = from;
  let bulkAfter: number | null = null;
  while (to.seq < until && found.size < limit) {
    signal.throwIfAborted();
    const page = await readPage(store, reader, to.seq, { found, limit });
    for (const record of page.records) {
      const key = keyOf(record);
      const known = found.get(key);
      found.delete(key);
      // Only the first markings that make the record visible are kept: it may have changed thousands of times.
      found.set(key, known && couldSee(reader, known) ? { ...record, markings: known.markings } : record);
    }
    to = page.to;
    bulkAfter ??= page.bulkAfter;
    await yieldToEventLoop();
  }
  signal.throwIfAborted();
  return { to, records: [...found.values()], bulkAfter };
}

/** The visible records of the next page, cut before the record that would exceed `limit`. */
async function readPage(
  store: Store,
  reader: Principal,
  after: number,
  { found, limit }: { found: ReadonlyMap<string, JournalRecord>; limit: number },
): Promise<Collected> {
  const fits = ({ records }: Collected) =>
    found.size + records.filter((record) => !found.has(keyOf(record))).length <= limit;
  let best = await readVisible(store, reader, after, pageSize, found);
  if (fits(best)) return best;
  // The number of visible records grows with the number of changes read.
  let [low, high] = [0, best.to.seq - after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const part = await readVisible(store, reader, after, middle, found);
    if (fits(part)) [low, best] = [middle, part];
    else high = middle;
  }
  return best;
}

/**
 * The records of at most `count` changes that the reader may know of, without those that would be upserts of bulk
 * operations only.
 */
async function readVisible(
  store: Store,
  reader: Principal,
  after: number,
  count: number,
  found: ReadonlyMap<string, JournalRecord> = new Map(),
): Promise<Collected> {
  const { to, records } = await store.readJournal(reader, after, count);
  const open = new Set(await store.findVisible(reader, eventIds(records)));
  // A record that was also changed by hand is sent.
  const isLeftOut = (record: JournalRecord) =>
    isBulkFor(reader.clearance, record) &&
    record.type === 'event' &&
    open.has(record.id) &&
    !found.has(keyOf(record));
  const isSent = (record: JournalRecord) => {
    if (isLeftOut(record)) return false;
    if (record.role !== null) return hasRole(reader, record.role);
    if (record.eventId !== null) return open.has(record.eventId);
    return (record.type === 'event' && open.has(record.id)) || couldSee(reader, record);
  };
  return {
    to,
    records: records.filter(isSent),
    bulkAfter: records.some(isLeftOut) ? after : null,
  };
}

function keyOf({ type, id }: JournalRecord): string {
  return `${type} ${id}`;
}
