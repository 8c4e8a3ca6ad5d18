import { type Filter, type FilterName, filterQuery, filter as filterSchema } from '@/db/model/filter';
import type { Country } from '@/db/model/places/countries';

/** The filter names, as used in the API's query parameters and the page's address, in the order of the chips. */
export const filterNames = [
  'q',
  'targeted',
  'kind',
  'host',
  'targetType',
  'attackType',
  'actor',
  'severity',
  'status',
  'phase',
  'verification',
  'handling',
  'tlp',
  'tag',
  'mission',
  'diplomatic',
  'from',
  'to',
  'bbox',
  'nearCountries',
  'nearMissions',
  'radiusKm',
] as const satisfies readonly FilterName[];

/** The filter as the strings in the address. */
export type RawFilter = Partial<Record<FilterName, string | null>>;

export type ReadFilter = {
  filter: Filter;
  /** The values of each valid parameter, as text. */
  values: ReadonlyMap<FilterName, readonly string[]>;
  /** The filter as a query string in a fixed order. */
  search: string;
};

/** Parses the filter in the address. A parameter that its schema rejects is ignored as a whole. */
export function readFilter(raw: RawFilter): ReadFilter {
  const accepted: Partial<Record<FilterName, string>> = {};
  const values = new Map<FilterName, readonly string[]>();
  const query = new URLSearchParams();
  for (const name of filterNames) {
    const given = raw[name];
    // An empty search is no filter.
    const isEmpty = name === 'q' && given?.trim() === '';
    if (!given || isEmpty || !filterQuery[name].safeParse(given).success) continue;
    accepted[name] = given;
    const parts = isSingle(name) ? [given.trim()] : split(given.trim());
    values.set(name, parts);
    query.set(name, parts.join(','));
  }
  // A radius and the missions that it is around mean something only together, and the API refuses one without the other.
  const isNear = accepted.nearCountries !== undefined || accepted.nearMissions !== undefined;
  if (isNear !== (accepted.radiusKm !== undefined)) {
    for (const name of nearNames) {
      delete accepted[name];
      values.delete(name);
      query.delete(name);
    }
  }
  return { filter: filterSchema.parse(accepted), values, search: query.toString() };
}

const nearNames = ['nearCountries', 'nearMissions', 'radiusKm'] as const satisfies readonly FilterName[];

/** Sending and host country by mission id, for the missions named in the address when the page was rendered. */
export type MissionPlaces = Readonly<Record<string, { sending: Country; host: Country }>>;

/** Adds to a filter of missions the countries needed to match threats against all missions of a country. */
export function withPlaces(filter: Filter, places: MissionPlaces): Filter {
  if (!filter.mission) return filter;
  return { ...filter, missionsAt: filter.mission.flatMap((id) => places[id] ?? []) };
}

const singles: ReadonlySet<FilterName> = new Set<FilterName>([
  'q',
  'diplomatic',
  'from',
  'to',
  'bbox',
  'radiusKm',
]);

/** Whether the parameter holds one value rather than a list. */
export function isSingle(name: FilterName): boolean {
  return singles.has(name);
}

function split(given: string): string[] {
  return given.split(',').filter((part) => part !== '');
}
