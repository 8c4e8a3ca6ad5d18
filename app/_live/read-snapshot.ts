import type { Principal } from '@/db/model/access/principal';
import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import type { Snapshot } from './board-state';
import type { RowSort } from './rows';

type EventsQuery = Filter & { sort: RowSort; limit: number };

/** What a page reads from the runtime for a live board. */
type BoardReads = {
  listActive(who: Principal): Promise<{ items: Event[]; cursor: string }>;
  listEvents(who: Principal, query: EventsQuery): Promise<{ itemsJson: Uint8Array; next: string | null }>;
  readBoard(who: Principal, filter: Filter): Promise<{ figures: Figures }>;
};

type Wanted = { filter: Filter; sort?: RowSort; limit: number };

/** Reads the board that a page renders and the browser then keeps current. */
export async function readSnapshot(
  reads: BoardReads,
  who: Principal,
  { filter, sort = 'latest', limit }: Wanted,
): Promise<Snapshot> {
  // Read first, so that its cursor is the earliest: changes between these reads are delivered by the feed.
  const active = await reads.listActive(who);
  const now = Date.now();
  const [feed, { figures }] = await Promise.all([
    reads.listEvents(who, { ...filter, sort, limit }),
    reads.readBoard(who, filter),
  ]);
  const items: Event[] = JSON.parse(new TextDecoder().decode(feed.itemsJson));
  return {
    feed: { items, next: feed.next },
    sort,
    before: null,
    active: active.items,
    figures,
    cursor: active.cursor,
    now,
  };
}
