import { eq, sql } from 'drizzle-orm';
import type { Event, EventRecord } from '../../model/event/event';
import type { Db } from '../client';
import { actors, missions } from '../schema/reference';

/**
 * A record as readers get it: with the names of its missions and actors in it, so that reading a page of events
 * looks up nothing. Whoever renames one writes the records that name it anew. Links are not in it: which of
 * them one may see differs by reader.
 */
export type NamedRecord = Pick<Event, keyof EventRecord>;

/** Writes the names of today into a record. */
export function createNaming(db: Db): (record: EventRecord) => NamedRecord {
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

/** The record alone, as it is edited and journalled. */
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
