import { type FilterName, filterQuery, filter as filterSchema } from '@/db/model/filter';
import { nearNames } from './active-filters';
import { filterNames, isSingle, type RawFilter, type ReadFilter } from './filter-names';

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
  return {
    filter: filterSchema.parse(accepted),
    values,
    search: query.toString(),
    sort: raw.sort === 'at' ? 'at' : 'latest',
  };
}

function split(given: string): string[] {
  return given.split(',').filter((part) => part !== '');
}
