import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { changes } from '../schema/journal';

/** Reads the end of a record's history; also of a deleted record. */
export function createLastEntries(db: Db) {
  const slot = sql.placeholder;
  const ofRecord = and(eq(changes.recordId, slot('id')), eq(changes.type, slot('type')));
  const entry = db.select().from(changes).where(ofRecord).orderBy(desc(changes.seq)).limit(1).prepare();
  const body = db
    .select({ body: changes.body })
    .from(changes)
    .where(and(ofRecord, isNotNull(changes.body)))
    .orderBy(desc(changes.seq))
    .limit(1)
    .prepare();

  return {
    lastEntry: (type: string, id: string) => entry.get({ type, id }),
    /** The body of its last entry that has one: for a deleted record its last version. */
    lastBody: (type: string, id: string): string | null => body.get({ type, id })?.body ?? null,
  };
}
