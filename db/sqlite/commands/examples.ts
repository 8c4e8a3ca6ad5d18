import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Db } from '../client';
import { visibleSql } from '../queries/visible';
import { recordBindings } from '../records/record-bindings';
import type { RecordWriters } from '../records/record-commands';
import { eventActors, events, targets } from '../schema/events';
import { actors, visits } from '../schema/reference';
import type { EventCommands } from './events';

/** The command that removes the example. */
export function createExampleCommands(
  db: Db,
  { writerOf }: RecordWriters,
  removeEvent: EventCommands['remove'],
) {
  /**
   * Removes the example records that this principal may see, regardless of who created them; returns the number of events.
   * Others stay, since removing or counting them would reveal them.
   */
  function removeExamples(by: Principal): number {
    const rows = db
      .select()
      .from(events)
      .where(and(eq(events.handling, 'example'), eq(events.isDeleted, false), visibleSql(by)))
      .all();
    for (const row of rows) removeEvent(row, by, 'Example removed');
    removeVisits(by);
    removeActors(by);
    return rows.length;
  }

  /** Removes example visits that no event names any more. */
  function removeVisits(by: Principal): void {
    const named = db.select({ id: targets.visitId }).from(targets).where(isNotNull(targets.visitId));
    const unused = db
      .select({ id: visits.id })
      .from(visits)
      .where(and(eq(visits.isExample, true), notInArray(visits.id, named)))
      .all();
    const { find } = recordBindings.visit.reader(db);
    for (const { id } of unused) if (find(by, id)) writerOf('visit').removeExample(by, id);
  }

  /** Removes example actors that no event and no other actor names; children before their parents. */
  function removeActors(by: Principal): void {
    const named = db.select({ id: eventActors.actorId }).from(eventActors);
    const parents = db.select({ id: actors.parentId }).from(actors).where(isNotNull(actors.parentId));
    const unused = and(
      eq(actors.isExample, true),
      notInArray(actors.id, named),
      notInArray(actors.id, parents),
    );
    for (;;) {
      const row = db.select({ id: actors.id }).from(actors).where(unused).limit(1).get();
      if (!row) return;
      writerOf('actor').removeExample(by, row.id);
    }
  }

  return { removeExamples };
}
