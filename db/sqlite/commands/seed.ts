import { eq, sql } from 'drizzle-orm';
import { systemPrincipal } from '../../model/access/principal';
import { readExample, readMissions, readPlaces } from '../../reference/seed';
import { textOfPlace } from '../../rules/search-text';
import type { Db } from '../client';
import { createTextIndex } from '../indexing/text-index';
import type { RecordWriters } from '../records/record-commands';
import { meta, places, principals } from '../schema/reference';
import type { EventCommands } from './events';

export type Seed = 'example' | 'register' | 'none';

/** Fills an empty database. */
export function createSeedCommands(
  db: Db,
  { writerOf }: RecordWriters,
  createEvent: EventCommands['createEvent'],
) {
  /** Fills an empty database; does nothing if it was seeded before. */
  function seed(wanted: Seed, folder: string): void {
    db.insert(principals).values(systemPrincipal).onConflictDoNothing().run();
    const isSeeded = db.select().from(meta).where(eq(meta.key, 'seed')).get() !== undefined;
    if (isSeeded) return;
    seedPlaces(folder);
    if (wanted !== 'none') {
      const missions = readMissions(folder).map((input) =>
        writerOf('mission').insertUnchecked(null, input, { isJournalled: false }),
      );
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
    const options = { isExample: true, isJournalled: true } as const;
    for (const { id, input } of example.actors) writerOf('actor').insertUnchecked(id, input, options);
    for (const { id, input } of example.visits) writerOf('visit').insertUnchecked(id, input, options);
    for (const { slug, input } of example.events) {
      createEvent(systemPrincipal, input, { key: `example ${slug}`, digest: slug });
    }
  }

  return { seed };
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
