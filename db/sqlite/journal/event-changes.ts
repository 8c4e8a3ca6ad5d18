import { and, eq, inArray, sql } from 'drizzle-orm';
import type { EventChange } from '../../rules/event/journalled';
import type { Db } from '../client';
import { changes } from '../schema/journal';
import { clockOf } from './history';

/** Reads the changes of an event and of its links, oldest first. */
export function createEventChanges(db: Db): (id: string) => EventChange[] {
  const ofEvent = db
    .select()
    .from(changes)
    .where(and(eq(changes.recordId, sql.placeholder('id')), inArray(changes.type, ['event', 'link'])))
    .orderBy(changes.seq)
    .prepare();
  return (id) => ofEvent.all({ id }).map(toChange);
}

function toChange(row: typeof changes.$inferSelect): EventChange {
  const { seq, version, activityAt, by, operationId, tlpAfter } = row;
  const change = { seq, version, at: clockOf(row), activityAt, by, operationId };
  const body = JSON.parse(row.body ?? 'null');
  return row.type === 'link'
    ? { ...change, type: 'link', body: body ?? { links: [] } }
    : { ...change, type: 'event', record: body, isRemoval: tlpAfter === null };
}
