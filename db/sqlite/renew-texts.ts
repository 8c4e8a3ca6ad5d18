import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from './client';
import { recordOf } from './named-record';
import { events } from './schema-events';
import { meta, missions, places, visits } from './schema-reference';
import { createEventText, digestOfNames, textOfMission, textOfPlace, textOfVisit } from './search-text';
import { createTextIndex, type TextTable } from './text-index';

type InTransaction = (work: () => void) => void;

/** 30 MB of records at most, and a lock that others wait for half a second. */
const batch = 2000;

/**
 * Writes anew what records are found by where the names of countries, cities or types of missions have changed
 * since: with a new version of Chancery, or of the Node that tells the countries. In batches, each a
 * transaction of its own; one that is cut off begins again at the next start, since the digest comes last.
 */
export function renewTexts(db: Db, inTransaction: InTransaction): void {
  const digest = digestOfNames();
  const kept = db.select().from(meta).where(eq(meta.key, 'names')).get();
  if (kept?.value === digest) return;

  inTransaction(() => renewPlaces(db));
  renew(db, inTransaction, {
    table: 'missions_fts',
    rowsAfter: (n) =>
      db.select().from(missions).where(gt(missions.n, n)).orderBy(asc(missions.n)).limit(batch).all(),
    textOf: (mission) => textOfMission(mission),
  });
  renew(db, inTransaction, {
    table: 'visits_fts',
    rowsAfter: (n) =>
      db.select().from(visits).where(gt(visits.n, n)).orderBy(asc(visits.n)).limit(batch).all(),
    textOf: (visit) => textOfVisit(visit),
  });
  const textOfEvent = createEventText(db);
  renew(db, inTransaction, {
    table: 'events_fts',
    rowsAfter: (n) =>
      db
        .select({ n: events.n, ref: events.ref, record: events.record })
        .from(events)
        .where(and(gt(events.n, n), eq(events.isDeleted, false)))
        .orderBy(asc(events.n))
        .limit(batch)
        .all(),
    textOf: ({ ref, record }) => textOfEvent(ref, recordOf(record)),
  });

  const value = digest;
  db.insert(meta)
    .values({ key: 'names', value })
    .onConflictDoUpdate({ target: meta.key, set: { value } })
    .run();
}

type Renewal<Row> = { table: TextTable; rowsAfter: (n: number) => Row[]; textOf: (row: Row) => string };

function renew<Row extends { n: number }>(
  db: Db,
  inTransaction: InTransaction,
  { table, rowsAfter, textOf }: Renewal<Row>,
): void {
  const texts = createTextIndex(db, table);
  let last: number | undefined = 0;
  while (last !== undefined) {
    const after: number = last;
    inTransaction(() => {
      const rows = rowsAfter(after);
      for (const row of rows) texts.replace(row.n, textOf(row));
      last = rows.at(-1)?.n;
    });
  }
}

/** All at once: the gazetteer's index keeps no row that could be deleted alone. */
function renewPlaces(db: Db): void {
  db.$client.exec("insert into places_fts (places_fts) values ('delete-all')");
  const texts = createTextIndex(db, 'places_fts');
  for (const place of db.select().from(places).orderBy(asc(places.n)).all()) {
    texts.add(place.n, textOfPlace(place));
  }
}
