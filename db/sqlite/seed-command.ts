import { and, eq, sql } from 'drizzle-orm';
import { fold } from '../model/fold';
import { localPrincipal, type Principal, systemPrincipal } from '../model/principal';
import { readExample, readMissions, readPlaces } from '../reference/seed';
import type { Db } from './client';
import type { EventCommands } from './event-commands';
import type { JournalTable } from './journal';
import {
  insertActor,
  insertMission,
  insertVisit,
  missionId,
  type ReferenceCommands,
} from './reference-commands';
import { toMission } from './reference-rows';
import { events, meta, places, principals } from './schema';

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
      const missions = readMissions(folder).map((input) =>
        toMission(insertMission(db, missionId(input), input)),
      );
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
    const now = Date.now();
    const open = { tlp: 'clear' as const, recipients: [] };
    const common = { version: 1, at: now, by: systemPrincipal, reason: null, before: null };
    for (const { id, input } of example.actors) {
      insertActor(db, id, input, true);
      journal.append({
        ...common,
        type: 'actor',
        recordId: id,
        createdBy: '',
        body: JSON.stringify(input),
        after: open,
      });
    }
    for (const { id, input } of example.visits) {
      insertVisit(db, id, input, systemPrincipal, true);
      const after = { tlp: input.tlp, recipients: [] };
      journal.append({
        ...common,
        type: 'visit',
        recordId: id,
        createdBy: systemPrincipal.id,
        body: JSON.stringify(input),
        after,
      });
    }
    for (const { slug, input } of example.events) {
      commands.createEvent(systemPrincipal, input, { key: `example ${slug}`, digest: slug });
    }
  }

  /** Takes every example record out, those included that this principal did not make; answers how many events. */
  function removeExamples(by: Principal): number {
    const rows = db
      .select()
      .from(events)
      .where(and(eq(events.handling, 'example'), eq(events.isDeleted, false)))
      .all();
    for (const row of rows) commands.remove(row, by, 'Example removed');
    commands.removeExampleReferences(by);
    return rows.length;
  }

  return { seed, removeExamples };
}
