import { and, eq } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import type { Db } from '../client';
import { visibleSql } from '../queries/visible';
import { recordBindings } from '../records/record-bindings';
import { events } from '../schema/events';
import { actors, visits } from '../schema/reference';
import type { EventCommands } from './events';
import type { createNamedRemoval } from './named-removal';

const reason = 'Example removed';

/** The command that removes the example. */
export function createExampleCommands(
  db: Db,
  removeEvent: EventCommands['remove'],
  { removeVisits, removeActors }: ReturnType<typeof createNamedRemoval>,
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
    for (const row of rows) removeEvent(row, by, reason);
    const exampleVisits = db.select({ id: visits.id }).from(visits).where(eq(visits.isExample, true)).all();
    const { find } = recordBindings.visit.reader(db);
    removeVisits(
      by,
      exampleVisits.flatMap(({ id }) => (find(by, id) ? id : [])),
      reason,
    );
    const exampleActors = db.select({ id: actors.id }).from(actors).where(eq(actors.isExample, true)).all();
    removeActors(
      by,
      exampleActors.map(({ id }) => id),
      reason,
    );
    return rows.length;
  }

  return { removeExamples };
}
