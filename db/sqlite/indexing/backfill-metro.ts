import { and, eq, isNull, sql } from 'drizzle-orm';
import { readMissions } from '../../reference/seed';
import type { Db } from '../client';
import { missionId } from '../records/missions';
import type { RecordWriters } from '../records/record-commands';
import { changes } from '../schema/journal';
import { meta, missions } from '../schema/reference';

const key = 'metro filled';

/**
 * Adds the metropolitan cities of the shipped register, once, to missions that an earlier version seeded. A seeded
 * mission that nobody has edited is not in the journal and stays out of it; any other gets a new version, so that the
 * journal matches its row. Call it in one immediate transaction, before `reindexTexts`.
 */
export function backfillMetro(db: Db, writers: RecordWriters, folder: string): void {
  if (db.select().from(meta).where(eq(meta.key, key)).get()) return;
  const isEmpty = db.select({ n: missions.n }).from(missions).limit(1).get() === undefined;
  if (!isEmpty) fill(db, writers, folder);
  db.insert(meta).values({ key, value: new Date().toISOString() }).run();
}

function fill(db: Db, writers: RecordWriters, folder: string): void {
  const entryOf = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(eq(changes.recordId, sql.placeholder('id')))
    .limit(1)
    .prepare();
  for (const input of readMissions(folder)) {
    const { metro } = input;
    if (metro === null) continue;
    const withoutMetro = and(eq(missions.id, missionId(input)), isNull(missions.metro));
    const row = db.select().from(missions).where(withoutMetro).get();
    if (!row) continue;
    const isJournalled = entryOf.get({ id: row.id }) !== undefined;
    const version = isJournalled ? row.version + 1 : row.version;
    db.update(missions).set({ metro, version }).where(eq(missions.n, row.n)).run();
    if (isJournalled) writers.writerOf('mission').journalAgain(row.id);
  }
}
