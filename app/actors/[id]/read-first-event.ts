import type { Event } from '@/db/model/event/event';
import { eventsIn } from '../../_records/read-events';

type EventPage = { itemsJson: Uint8Array; next: string | null };

/** Pages of 500 events; the lists of an actor end long before. */
const maxPages = 20;

/** The earliest event of a list that begins with the newest; null if it has none or is longer than 10,000 events. */
export async function readFirstEvent(
  readPage: (page: string | undefined) => Promise<EventPage>,
): Promise<Event | null> {
  let page: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    const list = await readPage(page);
    if (list.next === null) return eventsIn(list).at(-1) ?? null;
    page = list.next;
  }
  return null;
}
