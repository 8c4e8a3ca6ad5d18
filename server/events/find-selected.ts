import * as z from 'zod';
import type { Principal } from '@/db/model/access/principal';
import type { BulkRequest, SeenRecord } from '@/db/model/event/bulk-change';
import { maxBulkRecords } from '@/db/model/event/bulk-limit';
import type { EventKey, Store } from '@/db/store';

const listed = z.array(z.object({ id: z.string(), version: z.number() }));
/** A page is parsed on the event loop: 250 events take some 5 ms. */
const pageSize = 250;

/** The events that a change of many names or that its filter finds, with their versions; one more than the maximum at most. */
export async function findSelected(
  store: Pick<Store, 'listEvents'>,
  who: Principal,
  { ids, filter = {} }: Pick<BulkRequest, 'ids' | 'filter'>,
  signal: AbortSignal,
): Promise<readonly SeenRecord[]> {
  if (ids) return ids;
  const found: SeenRecord[] = [];
  let after: EventKey | null = null;
  do {
    const limit = Math.min(pageSize, maxBulkRecords + 1 - found.length);
    const page = await store.listEvents(who, { filter, sort: 'at', limit, after }, signal);
    found.push(...listed.parse(JSON.parse(Buffer.from(page.itemsJson).toString())));
    after = page.next;
  } while (after !== null && found.length <= maxBulkRecords);
  return found;
}
