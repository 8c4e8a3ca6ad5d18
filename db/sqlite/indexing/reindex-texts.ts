import { createHash } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import { recordOf } from '../../rules/event/named-record';
import { namesInTexts, textOfEvent, textOfPlace } from '../../rules/search-text';
import type { Db } from '../client';
import { createNameLookup } from '../queries/name-references';
import { recordBindings } from '../records/record-bindings';
import { events } from '../schema/events';
import { meta, places } from '../schema/reference';
import { createTextIndex, type TextTable } from './text-index';

type InTransaction = (work: () => void) => void;

/** Records other than events in a step; they are reindexed at the start. */
const batchSize = 2000;
/** Events in a step; a command that arrives meanwhile waits some 30 ms at most. */
const eventBatchSize = 200;

/**
 * Rewrites the search texts of records if the names of countries, cities or types of missions have changed, with a new
 * version of Chancery or of Node, which has the names of countries. Places and other records are reindexed at once.
 * Events, of which there may be a million, are reindexed by the returned function: each call is a transaction and
 * returns whether there is more. Null if the texts are up to date. An interrupted reindexing starts over at the next
 * start, because the digest of the names is stored last.
 */
export function reindexTexts(db: Db, inTransaction: InTransaction): (() => boolean) | null {
  const digest = createHash('sha256').update(namesInTexts()).digest('base64url');
  const stored = db.select().from(meta).where(eq(meta.key, 'names')).get();
  if (stored?.value === digest) return null;

  inTransaction(() => reindexPlaces(db));
  for (const { texts, reader } of Object.values(recordBindings)) {
    if (!texts) continue;
    const reindexNext = createReindexStep(db, inTransaction, {
      table: texts,
      rowsAfter: (n) => reader(db).textsAfter(n, batchSize),
      textOf: ({ text }) => text,
    });
    while (reindexNext());
  }

  const namesOf = createNameLookup(db);
  const reindexNextEvents = createReindexStep(db, inTransaction, {
    table: 'events_fts',
    rowsAfter: (n) =>
      db
        .select({ n: events.n, ref: events.ref, record: events.record })
        .from(events)
        .where(and(gt(events.n, n), eq(events.isDeleted, false)))
        .orderBy(asc(events.n))
        .limit(eventBatchSize)
        .all(),
    textOf: ({ ref, record }) => {
      const own = recordOf(record);
      return textOfEvent(ref, own, namesOf(own));
    },
  });
  return () => {
    if (reindexNextEvents()) return true;
    const value = digest;
    db.insert(meta)
      .values({ key: 'names', value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    return false;
  };
}

type ReindexTask<Row> = { table: TextTable; rowsAfter: (n: number) => Row[]; textOf: (row: Row) => string };

/** Each call of the returned function reindexes the next rows, and returns whether there were any. */
function createReindexStep<Row extends { n: number }>(
  db: Db,
  inTransaction: InTransaction,
  { table, rowsAfter, textOf }: ReindexTask<Row>,
): () => boolean {
  const texts = createTextIndex(db, table);
  let after = 0;
  return () => {
    let last: number | undefined;
    inTransaction(() => {
      const rows = rowsAfter(after);
      for (const row of rows) texts.replace(row.n, textOf(row));
      last = rows.at(-1)?.n;
    });
    // Advanced only after the commit: rows that were rolled back, as on a full disk, are written again.
    after = last ?? after;
    return last !== undefined;
  };
}

/** Reindexes all places at once, because rows cannot be deleted one by one from this index. */
function reindexPlaces(db: Db): void {
  db.$client.exec("insert into places_fts (places_fts) values ('delete-all')");
  const texts = createTextIndex(db, 'places_fts');
  for (const place of db.select().from(places).orderBy(asc(places.n)).all()) {
    texts.add(place.n, textOfPlace(place));
  }
}
