import type { Reader } from '@/db/model/access/visible';
import { visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { EventIndex } from './event-index';

/** The active events that this reader may see, by number, newest first. */
export async function visibleActive(index: EventIndex, who: Reader): Promise<[n: number, event: Event][]> {
  return [...(await index.activeEvents())]
    .filter(([, event]) => visible(who, { ...event, createdBy: event.createdBy.id }))
    .sort(([a], [b]) => b - a);
}
