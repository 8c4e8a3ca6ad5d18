import { eq } from 'drizzle-orm';
import type { Principal } from '../../model/access/principal';
import { visible } from '../../model/access/visible';
import { eventMarking } from '../../rules/event/event-marking';
import { recordOf } from '../../rules/event/named-record';
import { unusedActors } from '../../rules/records/unused-actors';
import type { Db } from '../client';
import type { RecordWriters } from '../records/record-commands';
import { eventActors, events, targets } from '../schema/events';
import { actors } from '../schema/reference';
import type { EventCommands } from './events';

type Ids = readonly string[];

/**
 * Removes the actors and visits of an exercise or example. One stays while the remover can see an event that names it,
 * or while it has an actor below it that stays. Events that they cannot see decide nothing, since what stays would tell
 * of them: those events name it no more.
 */
export function createNamedRemoval(
  db: Db,
  { writerOf }: RecordWriters,
  removeNames: EventCommands['removeNames'],
) {
  function rowsNaming(type: 'actor' | 'visit', id: string) {
    const naming =
      type === 'visit'
        ? db.selectDistinct({ n: targets.eventN }).from(targets).where(eq(targets.visitId, id))
        : db.selectDistinct({ n: eventActors.eventN }).from(eventActors).where(eq(eventActors.actorId, id));
    return naming.all().flatMap(({ n }) => db.select().from(events).where(eq(events.n, n)).all());
  }

  function isNamedFor(by: Principal, type: 'actor' | 'visit', id: string): boolean {
    return rowsNaming(type, id).some((row) =>
      visible(by, eventMarking({ ...row, record: recordOf(row.record) })),
    );
  }

  function remove(by: Principal, type: 'actor' | 'visit', id: string, reason: string): void {
    for (const row of rowsNaming(type, id)) removeNames(row, new Set([id]), reason);
    writerOf(type).removeUnchecked(by, id);
  }

  /** Each returns the ids that stay. */
  return {
    removeVisits(by: Principal, ids: Ids, reason: string): string[] {
      const kept = ids.filter((id) => isNamedFor(by, 'visit', id));
      for (const id of ids) if (!kept.includes(id)) remove(by, 'visit', id, reason);
      return kept;
    },
    removeActors(by: Principal, ids: Ids, reason: string): string[] {
      const named = new Set(ids.filter((id) => isNamedFor(by, 'actor', id)));
      const all = db.select({ id: actors.id, parentId: actors.parentId }).from(actors).all();
      const unused = unusedActors(
        all.map((one) => ({ ...one, isRemovable: ids.includes(one.id) })),
        named,
      );
      for (const id of unused) remove(by, 'actor', id, reason);
      return ids.filter((id) => !unused.includes(id));
    },
  };
}
