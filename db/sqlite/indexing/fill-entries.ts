import { and, asc, eq, gt } from 'drizzle-orm';
import { entryOf, entryVersion } from '../../event-index/entry';
import { recordOf } from '../../rules/event/named-record';
import type { Db } from '../client';
import { events, indexEntries } from '../schema/events';
import { meta } from '../schema/reference';

const batchSize = 2_000;
const metaKey = 'index entries';

/**
 * Writes the index entries of all events if those in the database are of another version; at a million events this
 * takes a minute. An interrupted run starts over at the next start, because the version is stored last.
 */
export function fillEntries(db: Db, inTransaction: (work: () => void) => void): void {
  const value = String(entryVersion);
  const stored = db.select().from(meta).where(eq(meta.key, metaKey)).get();
  if (stored?.value === value) return;
  inTransaction(() => db.delete(indexEntries).run());
  let after = 0;
  for (let isMore = true; isMore; ) {
    inTransaction(() => {
      const { n, createdBy, activityAt, record } = events;
      const rows = db
        .select({ n, createdBy, activityAt, record })
        .from(events)
        .where(and(gt(n, after), eq(events.isDeleted, false)))
        .orderBy(asc(n))
        .limit(batchSize)
        .all();
      const entries = rows.map((row) => ({
        n: row.n,
        entry: JSON.stringify(entryOf({ ...row, record: recordOf(row.record) })),
      }));
      if (entries.length > 0) db.insert(indexEntries).values(entries).run();
      after = rows.at(-1)?.n ?? after;
      isMore = rows.length === batchSize;
    });
  }
  db.insert(meta)
    .values({ key: metaKey, value })
    .onConflictDoUpdate({ target: meta.key, set: { value } })
    .run();
}
