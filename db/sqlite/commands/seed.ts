import { and, eq, sql } from 'drizzle-orm';
import { type Principal, systemPrincipal } from '../../model/access/principal';
import { readExample, readMissions, readPlaces } from '../../reference/seed';
import { textOfPlace } from '../../rules/search-text';
import type { Db } from '../client';
import { createTextIndex } from '../indexing/text-index';
import type { JournalTable } from '../journal/journal';
import { appendReferenceChange, publicMarking } from '../journal/reference-journal';
import { visibleSql } from '../queries/visible';
import { events } from '../schema/events';
import { meta, places, principals } from '../schema/reference';
import type { createActorCommands } from './actors';
import type { EventCommands } from './events';
import type { createMissionCommands } from './missions';
import type { createVisitCommands } from './visits';

export type Seed = 'example' | 'register' | 'none';

type Commands = Pick<EventCommands, 'createEvent'> &
  Pick<ReturnType<typeof createMissionCommands>, 'insertMission'> &
  Pick<ReturnType<typeof createActorCommands>, 'insertActor' | 'removeExampleActors'> &
  Pick<ReturnType<typeof createVisitCommands>, 'insertVisit' | 'removeExampleVisits'> & {
    removeEvent: EventCommands['remove'];
  };

/** Commands that fill an empty database and remove the example again. */
export function createSeedCommands(db: Db, journal: JournalTable, commands: Commands) {
  /** Fills an empty database; does nothing if it was seeded before. */
  function seed(wanted: Seed, folder: string): void {
    db.insert(principals).values(systemPrincipal).onConflictDoNothing().run();
    const isSeeded = db.select().from(meta).where(eq(meta.key, 'seed')).get() !== undefined;
    if (isSeeded) return;
    seedPlaces(folder);
    if (wanted !== 'none') {
      const missions = readMissions(folder).map((input) => commands.insertMission(input));
      if (wanted === 'example') seedExample(folder, missions);
    }
    db.insert(meta).values({ key: 'seed', value: wanted }).run();
  }

  function seedPlaces(folder: string): void {
    const texts = createTextIndex(db, 'places_fts');
    const insert = db.insert(places).values(placeholders).prepare();
    readPlaces(folder).forEach((one, index) => {
      const n = index + 1;
      insert.run({ n, ...one });
      texts.add(n, textOfPlace(one));
    });
  }

  function seedExample(folder: string, missions: Parameters<typeof readExample>[1]): void {
    const example = readExample(folder, missions);
    const by = systemPrincipal;
    for (const { id, input } of example.actors) {
      const record = commands.insertActor(id, input, true);
      appendReferenceChange(journal, by, { type: 'actor', record, before: null, after: publicMarking });
    }
    for (const { id, input } of example.visits) {
      const record = commands.insertVisit(id, input, by, true);
      const after = { tlp: input.tlp, recipients: [] };
      appendReferenceChange(journal, by, { type: 'visit', record, before: null, after, createdBy: by.id });
    }
    for (const { slug, input } of example.events) {
      commands.createEvent(by, input, { key: `example ${slug}`, digest: slug });
    }
  }

  /**
   * Removes the example records that this principal may see, regardless of who created them; returns the number of events.
   * Others stay, since removing or counting them would reveal them.
   */
  function removeExamples(by: Principal): number {
    const rows = db
      .select()
      .from(events)
      .where(and(eq(events.handling, 'example'), eq(events.isDeleted, false), visibleSql(by)))
      .all();
    for (const row of rows) commands.removeEvent(row, by, 'Example removed');
    commands.removeExampleVisits(by);
    commands.removeExampleActors(by);
    return rows.length;
  }

  return { seed, removeExamples };
}

const placeholders = {
  n: sql.placeholder('n'),
  name: sql.placeholder('name'),
  country: sql.placeholder('country'),
  province: sql.placeholder('province'),
  lat: sql.placeholder('lat'),
  lon: sql.placeholder('lon'),
  population: sql.placeholder('population'),
};
