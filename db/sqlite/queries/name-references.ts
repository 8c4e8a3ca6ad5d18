import { eq, sql } from 'drizzle-orm';
import type { EventRecord } from '../../model/event/event';
import type { NameReferences } from '../../rules/event/named-record';
import type { Db } from '../client';
import { actors, missions } from '../schema/reference';

/** Looks up the missions and actors that a record names; the statements are prepared once. */
export function createNameLookup(
  db: Db,
): (record: Pick<EventRecord, 'targets' | 'actors'>) => NameReferences {
  const id = sql.placeholder('id');
  const missionOf = db
    .select({
      sending: missions.sending,
      type: missions.type,
      host: missions.host,
      city: missions.city,
      metro: missions.metro,
      name: missions.name,
      aliases: missions.aliases,
    })
    .from(missions)
    .where(eq(missions.id, id))
    .prepare();
  const actorOf = db
    .select({ name: actors.name, aliases: actors.aliases })
    .from(actors)
    .where(eq(actors.id, id))
    .prepare();

  return (record) => ({
    missions: byId(
      record.targets.map(({ missionId }) => missionId),
      (id) => missionOf.get({ id }),
    ),
    actors: byId(
      record.actors.map(({ actorId }) => actorId),
      (id) => actorOf.get({ id }),
    ),
  });
}

/** The records with these ids, as far as they are found. */
export function byId<T>(
  ids: readonly (string | null)[],
  find: (id: string) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const id of ids) {
    const one = id === null || found.has(id) ? undefined : find(id);
    if (id !== null && one !== undefined) found.set(id, one);
  }
  return found;
}
