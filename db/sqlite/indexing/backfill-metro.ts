import { and, eq, isNull, sql } from 'drizzle-orm';
import { systemPrincipal } from '../../model/access/principal';
import { readMissions } from '../../reference/seed';
import type { Db } from '../client';
import { missionId } from '../commands/missions';
import type { JournalTable } from '../journal/journal';
import { appendReferenceChange, publicMarking } from '../journal/reference-journal';
import { toMission } from '../queries/reference-rows';
import { changes } from '../schema/journal';
import { meta, missions } from '../schema/reference';

const key = 'metro filled';

/**
 * Fills in, once, the metropolitan cities of a database that an earlier version seeded, from the shipped register. A
 * mission that nobody has changed since has no entry in the journal, and gets none; any other gets a new version, so
 * that the journal still tells what its row holds. To be called in one immediate transaction, before `reindexTexts`.
 */
export function backfillMetro(db: Db, journal: JournalTable, folder: string): void {
  if (db.select().from(meta).where(eq(meta.key, key)).get()) return;
  const isEmpty = db.select({ n: missions.n }).from(missions).limit(1).get() === undefined;
  if (!isEmpty) fill(db, journal, folder);
  db.insert(meta).values({ key, value: new Date().toISOString() }).run();
}

function fill(db: Db, journal: JournalTable, folder: string): void {
  const isIn = db
    .select({ seq: changes.seq })
    .from(changes)
    .where(eq(changes.recordId, sql.placeholder('id')))
    .limit(1)
    .prepare();
  for (const input of readMissions(folder)) {
    const { metro } = input;
    if (metro === null) continue;
    const lacking = and(eq(missions.id, missionId(input)), isNull(missions.metro));
    const row = db.select().from(missions).where(lacking).get();
    if (!row) continue;
    const isJournalled = isIn.get({ id: row.id }) !== undefined;
    const version = isJournalled ? row.version + 1 : row.version;
    const written = db
      .update(missions)
      .set({ metro, version })
      .where(eq(missions.n, row.n))
      .returning()
      .get();
    if (!isJournalled) continue;
    appendReferenceChange(journal, systemPrincipal, {
      type: 'mission',
      record: toMission(written),
      before: publicMarking,
      after: publicMarking,
    });
  }
}
