import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../client';
import { recordOf } from '../commands/named-record';
import { events } from '../schema/events';
import { meta, missions, places, visits } from '../schema/reference';
import { createEventText, createNamesDigest, textOfMission, textOfPlace, textOfVisit } from './search-text';
import { createTextIndex, type TextTable } from './text-index';

type InTransaction = (work: () => void) => void;

/** Of missions and visits, before the first answer. */
const batch = 2000;
/** Of events, between commands: each waits for some 30 ms at most. */
const eventBatch = 200;

/**
 * Writes anew what records are found by where the names of countries, cities or types of missions have changed
 * since: with a new version of Chancery, or of the Node that tells the countries. What one picks from (the
 * gazetteer, missions, visits) is renewed at once; events, of which there may be a million, in the steps that are
 * answered: each is a transaction of its own and says whether there is more. What is cut off begins again at the
 * next start, since the digest of the names comes last.
 */
export function reindexTexts(db: Db, inTransaction: InTransaction): (() => boolean) | null {
  const digest = createNamesDigest();
  const kept = db.select().from(meta).where(eq(meta.key, 'names')).get();
  if (kept?.value === digest) return null;

  inTransaction(() => renewPlaces(db));
  const missionStep = renewal(db, inTransaction, {
    table: 'missions_fts',
    rowsAfter: (n) =>
      db.select().from(missions).where(gt(missions.n, n)).orderBy(asc(missions.n)).limit(batch).all(),
    textOf: (mission) => textOfMission(mission),
  });
  while (missionStep());
  const visitStep = renewal(db, inTransaction, {
    table: 'visits_fts',
    rowsAfter: (n) =>
      db.select().from(visits).where(gt(visits.n, n)).orderBy(asc(visits.n)).limit(batch).all(),
    textOf: (visit) => textOfVisit(visit),
  });
  while (visitStep());

  const textOfEvent = createEventText(db);
  const eventStep = renewal(db, inTransaction, {
    table: 'events_fts',
    rowsAfter: (n) =>
      db
        .select({ n: events.n, ref: events.ref, record: events.record })
        .from(events)
        .where(and(gt(events.n, n), eq(events.isDeleted, false)))
        .orderBy(asc(events.n))
        .limit(eventBatch)
        .all(),
    textOf: ({ ref, record }) => textOfEvent(ref, recordOf(record)),
  });
  return () => {
    if (eventStep()) return true;
    const value = digest;
    db.insert(meta)
      .values({ key: 'names', value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    return false;
  };
}

type Renewal<Row> = { table: TextTable; rowsAfter: (n: number) => Row[]; textOf: (row: Row) => string };

/** Each call renews the next rows, and says whether there were any. */
function renewal<Row extends { n: number }>(
  db: Db,
  inTransaction: InTransaction,
  { table, rowsAfter, textOf }: Renewal<Row>,
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
    // Only once it is committed: what is rolled back, as on a full disk, is to be written again.
    after = last ?? after;
    return last !== undefined;
  };
}

/** All at once: the gazetteer's index keeps no row that could be deleted alone. */
function renewPlaces(db: Db): void {
  db.$client.exec("insert into places_fts (places_fts) values ('delete-all')");
  const texts = createTextIndex(db, 'places_fts');
  for (const place of db.select().from(places).orderBy(asc(places.n)).all()) {
    texts.add(place.n, textOfPlace(place));
  }
}
