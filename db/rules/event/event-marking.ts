import type { Marking } from '@/db/model/access/visible';
import type { EventRecord } from '@/db/model/event/event';

type Marked = { record: Pick<EventRecord, 'tlp' | 'recipients'>; createdBy: string };

/** What decides who may see an event with this record. */
export function eventMarking({ record: { tlp, recipients }, createdBy }: Marked): Marking {
  return { tlp, recipients, createdBy };
}
