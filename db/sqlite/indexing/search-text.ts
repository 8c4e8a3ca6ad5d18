import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { EventRecord } from '../../model/event/event';
import { locales } from '../../model/locales';
import { cities, namesOfCity } from '../../model/places/city-names';
import { countryCodes } from '../../model/places/countries';
import { namesOfCountry } from '../../model/places/country-names';
import { missionTypeNames } from '../../model/places/mission-type-names';
import type { MissionInput } from '../../model/reference';
import { fold } from '../../model/values/fold';
import type { Db } from '../client';
import { actors, missions } from '../schema/reference';

const countryNames = new Map<string, string[]>();

/** Folded once: of an event's text they are most, and folding them anew took most of its making. */
function namesOf(country: string): string[] {
  const known = countryNames.get(country) ?? [...new Set(namesOfCountry(country, locales).map(fold))];
  countryNames.set(country, known);
  return known;
}

function inCity(country: string, city: string | null): string[] {
  return city === null ? [] : namesOfCity(country, city);
}

/** A name said twice would make a longer text and find nothing more. */
function joined(parts: readonly (string | null | undefined)[], countries: readonly string[] = []): string {
  const own = parts.flatMap((part) => (part ? [fold(part)] : []));
  return [...new Set([...own, ...countries.flatMap(namesOf)])].join('\n');
}

/** To be raised where the functions below put other things into a text, or `fold` folds otherwise. */
const makeUp = 2;

/**
 * A digest of all the names that go into texts beside a record's own words. Where it is not that of the texts
 * in a database, they are to be written anew.
 */
export function createNamesDigest(): string {
  const names = [makeUp, countryCodes.map(namesOf), cities, missionTypeNames];
  return createHash('sha256').update(JSON.stringify(names)).digest('base64url');
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
    return joined(
      [
        ref,
        record.title,
        record.summary,
        location.place,
        ...inCity(location.country, location.city),
        location.province,
        ...record.targets.map(({ note }) => note),
        ...named.flatMap(({ name, aliases }) => [name, ...aliases]),
        ...housed.flatMap(({ name, aliases, host, city, metro }) => [
          name,
          ...aliases,
          ...inCity(host, city),
          ...inCity(host, metro),
        ]),
        ...record.sources.flatMap(({ publisher, title, author, origin }) => [
          publisher,
          title,
          author,
          origin,
        ]),
        ...record.tags,
      ],
      [location.country, ...record.targets.map(({ country }) => country)],
    );
  };
}

export function textOfMission(mission: MissionInput): string {
  return joined(
    [
      ...missionTypeNames[mission.type],
      ...inCity(mission.host, mission.city),
      ...inCity(mission.host, mission.metro),
      mission.name,
      ...mission.aliases,
    ],
    [mission.sending, mission.host],
  );
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
  return joined([visit.title, ...inCity(visit.host, visit.city)], [visit.country, visit.host]);
}

export function textOfPlace({ name, country }: { name: string; country: string }): string {
  return joined(namesOfCity(country, name));
}
