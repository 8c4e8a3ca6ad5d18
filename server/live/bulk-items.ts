import type { Principal } from '@/db/model/access/principal';
import type { FeedItem } from '@/db/model/journal/live';
import { isBulkFor } from '@/db/rules/bulk';
import type { JournalRecord } from '@/db/store';

/** Only events are sent as upserts; other records are sent as `changed`. */
export const refetchItem: FeedItem = { op: 'refetch', types: ['event'] };

/**
 * The items of a range for one viewer without the upserts of bulk operations. `isOwed`: there were some, so the viewer
 * must be sent `refetchItem`.
 */
export type RangeItems = { items: FeedItem[]; isOwed: boolean };

export function leaveOutBulk(
  { clearance }: Pick<Principal, 'clearance'>,
  items: FeedItem[],
  records: readonly JournalRecord[],
): RangeItems {
  const bulk = new Set(records.flatMap((record) => (isBulkFor(clearance, record) ? [record.id] : [])));
  const rest = items.filter((item) => item.op !== 'upsert' || !bulk.has(item.event.id));
  return { items: rest, isOwed: rest.length < items.length };
}
