import type { Filter, FilterName } from '@/db/model/filter';
import type { Country } from '@/db/model/places/countries';
import type { MissionType } from '@/db/model/words';
import type { RowSort } from '../../_live/rows';

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
export type RawFilter = Partial<Record<FilterName | 'sort', string | null>>;

/** The same text for the same filter as strings, on the server and in the browser. */
export function addressOf(raw: RawFilter): string {
  return JSON.stringify([...filterNames, 'sort' as const].map((name) => raw[name] ?? ''));
}

export type ReadFilter = {
  filter: Filter;
  /** The values of each valid parameter, as text. */
  values: ReadonlyMap<FilterName, readonly string[]>;
  /** The filter as a query string in a fixed order. */
  search: string;
  /** The order of the list. */
  sort: RowSort;
};

/** What names and places a mission by its id, for the missions in the address when the page was rendered. */
export type MissionPlaces = Readonly<
  Record<string, { sending: Country; host: Country; type: MissionType; city: string | null }>
>;

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
