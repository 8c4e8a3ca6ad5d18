import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { unconfirmedEvents } from '../schema/events';

/** Keeps the list of events with changes to be confirmed. */
export function createUnconfirmedEvents(db: Db) {
  const add = db
    .insert(unconfirmedEvents)
    .values({ eventN: sql.placeholder('n'), deletedBy: sql.placeholder('deletedBy') })
    .prepare();
  const remove = db
    .delete(unconfirmedEvents)
    .where(eq(unconfirmedEvents.eventN, sql.placeholder('n')))
    .prepare();

  return {
    /** `deletedBy` is the person who deleted the event, if its deletion is to be confirmed. */
    set(n: number, isUnconfirmed: boolean, deletedBy: string | null): void {
      remove.run({ n });
      if (isUnconfirmed) add.run({ n, deletedBy });
    },
  };
}
