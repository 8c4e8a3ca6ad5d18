import { eq, sql } from 'drizzle-orm';
import type { Event, EventRecord } from '../../model/event/event';
import type { Db } from '../client';
import { actors, missions } from '../schema/reference';

/**
 * A record with the names of its missions and actors, so that reading a page of events needs no lookups. Renaming a
 * mission or actor rewrites the records that name it. Links are left out, because they differ by reader.
 */
export type NamedRecord = Pick<Event, keyof EventRecord>;

/** Adds the current names of its missions and actors to a record. */
export function createNameResolver(db: Db): (record: EventRecord) => NamedRecord {
  const id = sql.placeholder('id');
  const actorName = db.select({ name: actors.name }).from(actors).where(eq(actors.id, id)).prepare();
  const missionOf = db
    .select({ type: missions.type, host: missions.host, city: missions.city, name: missions.name })
    .from(missions)
    .where(eq(missions.id, id))
    .prepare();

  return (record) => ({
    ...record,
    targets: record.targets.map((target) => ({
      ...target,
      mission: (target.missionId && missionOf.get({ id: target.missionId })) || null,
    })),
    actors: record.actors.map((one) => ({ ...one, name: actorName.get({ id: one.actorId })?.name ?? '' })),
    incident: record.incident && { ...record.incident, realises: [] },
    threat: record.threat && { ...record.threat, realisedBy: [] },
  });
}

/** The record without names and links, as it is edited and journalled. */
export function recordOf({ targets, actors, incident, threat, ...rest }: NamedRecord): EventRecord {
  return {
    ...rest,
    targets: targets.map(({ mission: _, ...target }) => target),
    actors: actors.map(({ name: _, ...actor }) => actor),
    incident: incident && withoutRealises(incident),
    threat: threat && withoutRealisedBy(threat),
  };
}

function withoutRealises({ realises: _, ...incident }: NonNullable<NamedRecord['incident']>) {
  return incident;
}

function withoutRealisedBy({ realisedBy: _, ...threat }: NonNullable<NamedRecord['threat']>) {
  return threat;
}
