import { and, eq, sql } from 'drizzle-orm';
import { fold } from '../model/fold';
import { localPrincipal, type Principal, systemPrincipal } from '../model/principal';
import { readExample, readMissions, readPlaces } from '../reference/seed';
import { insertActor } from './actor-commands';
import type { Db } from './client';
import type { EventCommands } from './event-commands';
import type { JournalTable } from './journal';
import { insertMission } from './mission-commands';
import { toActor, toMission, toVisit } from './reference-rows';
import { note, open } from './reference-shared';
import { events } from './schema-events';
import { meta, places, principals } from './schema-reference';
import { insertVisit } from './visit-commands';

export type Seed = 'example' | 'register' | 'none';

/** What fills an empty database, and what takes the example out of it again. */
export function createSeedCommands(
  db: Db,
  journal: JournalTable,
  commands: EventCommands & ReferenceCommands,
) {
  /** Fills an empty database; on a filled one it does nothing. */
  function seed(wanted: Seed, folder: string): void {
    db.insert(principals).values([localPrincipal, systemPrincipal]).onConflictDoNothing().run();
    const isSeeded = db.select().from(meta).where(eq(meta.key, 'seed')).get() !== undefined;
    if (isSeeded) return;
    seedPlaces(folder);
    if (wanted !== 'none') {
      const missions = readMissions(folder).map((input) => toMission(insertMission(db, input)));
      if (wanted === 'example') seedExample(folder, missions);
    }
    db.insert(meta).values({ key: 'seed', value: wanted }).run();
  }

  function seedPlaces(folder: string): void {
    const insertPlace = db
      .insert(places)
      .values({
        n: sql.placeholder('n'),
        name: sql.placeholder('name'),
        country: sql.placeholder('country'),
        province: sql.placeholder('province'),
        lat: sql.placeholder('lat'),
        lon: sql.placeholder('lon'),
        population: sql.placeholder('population'),
      })
      .prepare();
    const insertText = db.$client.prepare('insert into places_fts (rowid, text) values (?, ?)');
    readPlaces(folder).forEach((one, index) => {
      const n = index + 1;
      insertPlace.run({ n, ...one });
      insertText.run(n, fold(one.name));
    });
  }

  function seedExample(folder: string, missions: Parameters<typeof readExample>[1]): void {
    const example = readExample(folder, missions);
    const by = systemPrincipal;
    for (const { id, input } of example.actors) {
      const record = toActor(insertActor(db, id, input, true));
      note(journal, by, { type: 'actor', record, before: null, after: open });
    }
    for (const { id, input } of example.visits) {
      const record = toVisit(insertVisit(db, id, input, by, true));
      const after = { tlp: input.tlp, recipients: [] };
      note(journal, by, { type: 'visit', record, before: null, after, createdBy: by.id });
    }
    for (const { slug, input } of example.events) {
      commands.createEvent(by, input, { key: `example ${slug}`, digest: slug });
    }
  }

  /** Takes every example record out, those included that this principal did not make; answers how many events. */
  function removeExamples(by: Principal): number {
    const rows = db
      .select()
      .from(events)
      .where(and(eq(events.handling, 'example'), eq(events.isDeleted, false)))
      .all();
    for (const row of rows) commands.removeEvent(row, by, 'Example removed');
    commands.removeExampleVisits(by);
    commands.removeExampleActors(by);
    return rows.length;
  }

  return { seed, removeExamples };
}
