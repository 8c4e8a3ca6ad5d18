import * as z from 'zod';
import type { Marking } from '@/db/model/access/visible';
import { tlps } from '@/db/model/words';
import type { RecordMarking } from './define-record';

const ownFields = z.object({ tlp: z.enum(tlps), recipients: z.array(z.string()).default([]) });
const ofEventFields = z.object({ eventId: z.string() });
const ownerFields = z.object({ shared: z.boolean() });

/**
 * The marking of a record, which `visible` judges. `event` is the marking of its event now; null if the event is gone,
 * and then nobody may see the record. A record with the marking `role` is visible to nobody by its marking: `roles.read`
 * decides. The SQL equivalent is `visibleRecordSql` in db/sqlite/records/visible-record.ts.
 */
export function markingOf(
  marking: RecordMarking,
  record: object,
  createdBy: string,
  event: Marking | null,
): Marking {
  switch (marking) {
    case 'public':
      return { tlp: 'clear', recipients: [], createdBy };
    case 'own':
      return { ...ownFields.parse(record), createdBy };
    case 'ofEvent':
      return event ?? nobody;
    case 'owner':
      return { tlp: ownerFields.parse(record).shared ? 'clear' : 'red', recipients: [], createdBy };
    case 'role':
      return nobody;
  }
}

const nobody: Marking = { tlp: 'red', recipients: [], createdBy: '' };

/** The event whose marking the record has; null if it has another. */
export function eventOf(marking: RecordMarking, record: object): string | null {
  return marking === 'ofEvent' ? ofEventFields.parse(record).eventId : null;
}
