import { eq, sql } from 'drizzle-orm';
import { namesOfCountry } from '../model/country-names';
import type { EventRecord } from '../model/event';
import { fold } from '../model/fold';
import type { MissionInput } from '../model/reference';
import type { Db } from './client';
import { actors, missions } from './schema-reference';

const languages = ['en', 'tr', 'ru'];

function namesOf(country: string): string[] {
  return namesOfCountry(country, languages);
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return fold(parts.filter((part) => part).join('\n'));
}

/** Tells what an event is found by: its own words, and the names of countries, missions and actors in it. */
export function createEventText(db: Db) {
  const id = sql.placeholder('id');
  const actorOf = db.select().from(actors).where(eq(actors.id, id)).prepare();
  const missionOf = db.select().from(missions).where(eq(missions.id, id)).prepare();

  return (ref: string, record: EventRecord): string => {
    const { location } = record;
    const named = record.actors.flatMap(({ actorId }) => actorOf.get({ id: actorId }) ?? []);
    const housed = record.targets.flatMap(
      ({ missionId }) => (missionId && missionOf.get({ id: missionId })) || [],
    );
    return joined([
      ref,
      record.title,
      record.summary,
      location.place,
      location.city,
      location.province,
      ...new Set([location.country, ...record.targets.map(({ country }) => country)].flatMap(namesOf)),
      ...record.targets.map(({ note }) => note),
      ...named.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...housed.flatMap(({ name, aliases, city }) => [name, ...aliases, city]),
      ...record.sources.flatMap(({ publisher, title, author, origin }) => [publisher, title, author, origin]),
      ...record.tags,
    ]);
  };
}

export function textOfMission(mission: MissionInput): string {
  return joined([
    ...namesOf(mission.sending),
    ...namesOf(mission.host),
    mission.type.replaceAll('-', ' '),
    mission.city,
    mission.name,
    ...mission.aliases,
  ]);
}

export function textOfActor(actor: { name: string; aliases: readonly string[] }): string {
  // "ISIS-K" is looked for as "isisk" too.
  const spellings = [actor.name, ...actor.aliases];
  return joined([...spellings, ...spellings.map((name) => name.replace(/[\s-]+/g, ''))]);
}

export function textOfVisit(visit: {
  country: string;
  host: string;
  city: string | null;
  title: string;
}): string {
  return joined([visit.title, visit.city, ...namesOf(visit.country), ...namesOf(visit.host)]);
}
