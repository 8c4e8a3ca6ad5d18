import type { EventRecord } from '@/db/model/event/event';
import { locales } from '@/db/model/locales';
import { cities, namesOfCity } from '@/db/model/places/city-names';
import { countryCodes } from '@/db/model/places/countries';
import { namesOfCountry } from '@/db/model/places/country-names';
import { missionTypeNames } from '@/db/model/places/mission-type-names';
import type { RecordText } from '@/db/model/records/define-record';
import { fold } from '@/db/model/values/fold';
import type { NameReferences } from './event/named-record';

const foldedNames = new Map<string, string[]>();

/** Cached, because folding the names of countries takes most of the time of building an event's text. */
function foldedNamesOf(country: string): string[] {
  const names = foldedNames.get(country) ?? [...new Set(namesOfCountry(country, locales).map(fold))];
  foldedNames.set(country, names);
  return names;
}

function cityNamesOf(country: string, city: string | null): string[] {
  return city === null ? [] : namesOfCity(country, city);
}

/** Joins the folded parts and the names of the countries, without duplicates, which would only lengthen the text. */
function joinFolded(
  parts: readonly (string | null | undefined)[],
  countries: readonly string[] = [],
): string {
  const own = parts.flatMap((part) => (part ? [fold(part)] : []));
  return [...new Set([...own, ...countries.flatMap(foldedNamesOf)])].join('\n');
}

/** Increase it if the functions below change the content of texts, or `fold` changes. */
const textVersion = 2;

/**
 * The names that texts contain beside a record's own words, as one string. If they differ from those of the texts in
 * a database, the texts must be reindexed.
 */
export function namesInTexts(): string {
  return JSON.stringify([textVersion, countryCodes.map(foldedNamesOf), cities, missionTypeNames]);
}

/** The search text of an event: its own words, and the names of its countries, missions and actors. */
export function textOfEvent(ref: string, record: EventRecord, { missions, actors }: NameReferences): string {
  const { location } = record;
  const namedActors = record.actors.flatMap(({ actorId }) => actors.get(actorId) ?? []);
  const namedMissions = record.targets.flatMap(
    ({ missionId }) => (missionId && missions.get(missionId)) || [],
  );
  return joinFolded(
    [
      ref,
      ...(record.merged ?? []).map((one) => one.ref),
      record.title,
      record.summary,
      location.place,
      ...cityNamesOf(location.country, location.city),
      location.province,
      ...record.targets.map(({ note }) => note),
      ...namedActors.flatMap(({ name, aliases }) => [name, ...aliases]),
      ...namedMissions.flatMap(({ name, aliases, host, city, metro }) => [
        name,
        ...aliases,
        ...cityNamesOf(host, city),
        ...cityNamesOf(host, metro),
      ]),
      ...record.sources.flatMap(({ publisher, publisherFamily, title, author, origin }) => [
        publisher,
        publisherFamily,
        title,
        author,
        origin,
      ]),
      ...record.tags,
    ],
    [location.country, ...record.targets.map(({ country }) => country)],
  );
}

/** The search text of a record other than an event. */
export function foldedText({ words, countries }: RecordText): string {
  return joinFolded(words, countries);
}

export function textOfPlace({ name, country }: { name: string; country: string }): string {
  return joinFolded(namesOfCity(country, name));
}
