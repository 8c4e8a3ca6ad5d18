import { and, eq, sql } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Marking } from '../../model/access/visible';
import type { RecordMarking } from '../../model/records/define-record';
import { eventOf, markingOf } from '../../model/records/marking-of';
import { tlps } from '../../model/words';
import { eventMarking } from '../../rules/event/event-marking';
import type { ChangeMarking } from '../../rules/journal-entry';
import { isDeletionVisible } from '../../rules/records/visible-versions';
import type { Db } from '../client';
import { createLastEntries } from '../journal/last-entries';
import { events } from '../schema/events';

type Declared = { marking: RecordMarking };
type Known = Declared & { type: string };

/** Judges records by their marking, which for some types is that of their event. */
export function createMarkingLookup(db: Db) {
  const id = sql.placeholder('id');
  const eventRow = db
    .select({ record: events.record, createdBy: events.createdBy })
    .from(events)
    .where(and(eq(events.id, id), eq(events.isDeleted, false)))
    .prepare();
  const { lastEntry, lastBody } = createLastEntries(db);

  /** The marking of an event now; null if it does not exist or is deleted. */
  function markingOfEvent(eventId: string): Marking | null {
    const row = eventRow.get({ id: eventId });
    return row ? eventMarking(row) : null;
  }

  /** The marking of a record now. */
  function now({ marking }: Declared, record: object, createdBy: string): Marking {
    const eventId = eventOf(marking, record);
    return markingOf(marking, record, createdBy, eventId === null ? null : markingOfEvent(eventId));
  }

  /** The event of a record, also of a deleted one, from its last version in the journal; null if it belongs to none. */
  function eventIdOf({ type, marking }: Known, recordId: string): string | null {
    if (marking !== 'ofEvent') return null;
    const body = lastBody(type, recordId);
    return body ? eventOf(marking, JSON.parse(body)) : null;
  }

  /** Could this reader see the record, which is deleted? */
  function couldSee(who: Principal, definition: Known, recordId: string): boolean {
    const last = lastEntry(definition.type, recordId);
    if (!last) return false;
    const before = { tlp: tlps[last.tlpBefore ?? 4] ?? 'red', recipients: last.recipientsBefore };
    const deletion = { before, createdBy: last.createdBy, isDeletion: last.tlpAfter === null };
    const event = markingOfEvent(eventIdOf(definition, recordId) ?? '');
    return isDeletionVisible(who, definition, deletion, event);
  }

  return { now, markingOfEvent, eventIdOf, couldSee };
}

/** The marking of an entry in the journal. The creator of a red event is among its recipients. */
export function entryMarking(definition: Declared, { tlp, recipients, createdBy }: Marking): ChangeMarking {
  const names = definition.marking === 'ofEvent' && tlp === 'red' ? [...recipients, createdBy] : recipients;
  return { tlp, recipients: [...new Set(names)].filter((name) => name !== '') };
}
