import type { Event, EventRecord } from '@/db/model/event/event';
import type { Actor, Mission } from '@/db/model/reference';

/**
 * A record with the names of its missions and actors, so that reading a page of events needs no lookups. Renaming a
 * mission or actor rewrites the records that name it. Links are left out, because they differ by reader.
 */
export type NamedRecord = Pick<Event, Exclude<keyof EventRecord, StoredOnly>> & Pick<EventRecord, StoredOnly>;

/** The parts of a record that answers do not carry as they are stored. */
type StoredOnly = 'unconfirmed' | 'merged';

/** The missions and actors that a record names, by id, as far as they exist. */
export type NameReferences = {
  missions: ReadonlyMap<
    string,
    Pick<Mission, 'sending' | 'type' | 'host' | 'city' | 'metro' | 'name' | 'aliases'>
  >;
  actors: ReadonlyMap<string, Pick<Actor, 'name' | 'aliases'>>;
};

/** Adds the names of its missions and actors to a record. */
export function withNames(record: EventRecord, { missions, actors }: NameReferences): NamedRecord {
  return {
    ...record,
    targets: record.targets.map((target) => {
      const mission = target.missionId === null ? undefined : missions.get(target.missionId);
      return { ...target, mission: mission ? shownMission(mission) : null };
    }),
    actors: record.actors.map((one) => ({ ...one, name: actors.get(one.actorId)?.name ?? '' })),
    incident: record.incident && { ...record.incident, realises: [] },
    threat: record.threat && { ...record.threat, realisedBy: [] },
  };
}

/** The city is the one that people say: Berlin, where the register has Mitte. */
function shownMission({
  type,
  host,
  city,
  metro,
  name,
}: Pick<Mission, 'type' | 'host' | 'city' | 'metro' | 'name'>) {
  return { type, host, city: metro ?? city, name };
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
