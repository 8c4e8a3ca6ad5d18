import { and, eq, isNotNull, notInArray } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { unusedExampleActors } from '../../rules/records/examples';
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
    for (const { id } of unused) if (find(by, id)) writerOf('visit').removeUnchecked(by, id);
  }

  /** Removes example actors that no event and no other actor names. */
  function removeActors(by: Principal): void {
    const { id, parentId, isExample } = actors;
    const all = db.select({ id, parentId, isExample }).from(actors).all();
    const named = db
      .selectDistinct({ id: eventActors.actorId })
      .from(eventActors)
      .innerJoin(actors, and(eq(actors.id, eventActors.actorId), eq(actors.isExample, true)))
      .all();
    for (const unused of unusedExampleActors(all, new Set(named.map((one) => one.id))))
      writerOf('actor').removeUnchecked(by, unused);
  }

  return { removeExamples };
}
