import type { FeedItem, ResetReason } from '@/db/model/live';
import type { Principal } from '@/db/model/principal';
import type { Position, Store } from '@/db/store';
import type { Services } from '../services';
import { audienceOf, openPosition, sealFreshCursor } from './cursor';
import { eventIds, judge } from './judge';

/** A range of the journal after `after`, judged for one reader; at most `limit` changes are read. */
async function readRange(
  store: Store,
  who: Principal,
  after: number,
  limit: number,
): Promise<{ to: Position; items: FeedItem[] }> {
  const { to, records } = await store.readJournal(who, after, limit);
  if (records.length === 0) return { to, items: [] };
  const events = await store.getEvents(who, eventIds(records));
  return { to, items: judge(who, records, new Map(events.map((event) => [event.id, event]))) };
}

export type FeedAnswer = { epoch: string; cursor: string; items: FeedItem[] };

/**
 * The feed for a program that polls: what came after its cursor. Without one it starts at the present: who
 * wants what is there already fetches the board or the events, and goes on from their cursor. No items
 * mean that there is nothing newer: what is hidden from this reader is passed over.
 * @throws AppError 'invalid' at "after" where it is no cursor
 */
export async function readFeed(
  services: Services,
  who: Principal,
  { after, limit }: { after?: string; limit: number },
): Promise<FeedAnswer | { reset: ResetReason }> {
  const { store, seal } = services;
  const start =
    after === undefined ? await store.head(who) : await openPosition(services, who, after, 'after');
  if ('reset' in start) return start;
  let range: Awaited<ReturnType<typeof readRange>> = { to: start, items: [] };
  for (let from = -1; range.items.length === 0 && range.to.seq > from; ) {
    from = range.to.seq;
    range = await readRange(store, who, from, limit);
  }
  const cursor = sealFreshCursor(seal, { ...range.to, epoch: store.epoch, audience: audienceOf(who) });
  return { epoch: store.epoch, cursor, items: range.items };
}
