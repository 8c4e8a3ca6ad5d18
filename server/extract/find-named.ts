import type { Principal } from '@/db/model/access/principal';
import type { ExtractFinding } from '@/db/model/extract';
import type { Country } from '@/db/model/places/countries';
import type { Mission } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { targetTypeOfMission } from '@/db/model/words';
import type { NameFinding } from '@/db/rules/extract/names';
import type { Store } from '@/db/store';

type Lists = Pick<Store, 'listRecords' | 'listPlaces'>;
type LocationFinding = Extract<ExtractFinding, { field: 'location' }>;

const pageSize = 20;
const maxOffered = 3;

/**
 * The missions that the text calls by their own name or an alias; one that several have is offered for each. `known`
 * are missions that the text has named otherwise.
 */
export async function findNamedMissions(
  store: Lists,
  who: Principal,
  names: readonly NameFinding[],
  known: ReadonlySet<string>,
): Promise<ExtractFinding[]> {
  const found = new Map<string, ExtractFinding>();
  for (const { name, from } of names) {
    const { items } = await store.listRecords(who, 'mission', { q: name, after: null, limit: pageSize });
    const called = items.filter((one) => !known.has(one.id) && isCalled(one, name));
    for (const mission of called.slice(0, maxOffered)) {
      if (found.has(mission.id)) continue;
      const value = {
        country: mission.sending,
        type: targetTypeOfMission(mission.type),
        host: mission.host,
        mission,
      };
      found.set(mission.id, { field: 'target', value, isSure: called.length === 1, from });
    }
  }
  return [...found.values()];
}

function isCalled({ name, aliases }: Mission, given: string): boolean {
  return [name, ...aliases].some((one) => one !== null && fold(one) === fold(given));
}

/**
 * The place of the gazetteer that the text says something is at, if it names no city: surely where it names the country
 * and one such place is in it, otherwise offered. `findings` are those of the text; returns them with the place.
 */
export async function withNamedPlace(
  store: Lists,
  who: Principal,
  names: readonly NameFinding[],
  findings: readonly ExtractFinding[],
): Promise<ExtractFinding[]> {
  const locations = findings.filter((one): one is LocationFinding => one.field === 'location');
  if (locations.some(({ value }) => value.city !== null)) return [...findings];
  const countries = [...new Set(locations.map(({ value }) => value.country))];
  const [country] = countries;
  const found: LocationFinding[] = [];
  for (const { name, isPlaced, from } of names) {
    if (!isPlaced || found.some((one) => overlaps(one.from, from))) continue;
    if (country !== undefined && countries.length === 1) {
      if (await hasPlace(name, country)) found.push(placeFinding(country, name, from));
    } else if (country === undefined) {
      for (const one of await countriesOf(name)) found.push(placeFinding(one, name, from));
    }
  }
  const isSure = found.length === 1 && country !== undefined;
  const kept = isSure ? findings.filter((one) => one.field !== 'location') : findings;
  return [...kept, ...found.slice(0, 2 * maxOffered).map((one) => ({ ...one, isSure }))];

  async function hasPlace(name: string, within: Country): Promise<boolean> {
    const places = await store.listPlaces(who, { q: name, country: within, limit: pageSize });
    return places.some((one) => fold(one.name) === fold(name));
  }

  /** Largest first. */
  async function countriesOf(name: string): Promise<Country[]> {
    const places = await store.listPlaces(who, { q: name, limit: pageSize });
    const same = places.filter((one) => fold(one.name) === fold(name));
    return [...new Set(same.map((one) => one.country))].slice(0, maxOffered);
  }
}

function placeFinding(country: Country, city: string, from: NameFinding['from']): LocationFinding {
  return { field: 'location', value: { country, city }, isSure: false, from };
}

function overlaps(one: LocationFinding['from'], other: NameFinding['from']): boolean {
  return one !== null && one.start < other.end && other.start < one.end;
}
