import { type FilterName, filterQuery, filter as filterSchema } from '@/db/model/filter';
import { nearNames } from './active-filters';
import { filterNames, isSingle, type RawFilter, type ReadFilter } from './filter-names';

/** Parses the filter in the address. Values that the schema of a parameter rejects are ignored. */
export function readFilter(raw: RawFilter): ReadFilter {
  const accepted: Partial<Record<FilterName, string>> = {};
  const values = new Map<FilterName, readonly string[]>();
  const query = new URLSearchParams();
  for (const name of filterNames) {
    // An empty search is no filter.
    if (!raw[name] || (name === 'q' && raw[name].trim() === '')) continue;
    const given = sortOut(name, raw[name]).valid;
    if (given === null) continue;
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

/** The values of a parameter that its schema accepts, and those that it rejects; null for none. */
export function sortOut(name: FilterName, given: string): { valid: string | null; invalid: string | null } {
  const isValid = (value: string) => filterQuery[name].safeParse(value).success;
  if (isValid(given)) return { valid: given, invalid: null };
  const valid = isSingle(name) ? [] : split(given).filter(isValid);
  if (valid.length === 0 || !isValid(valid.join(','))) return { valid: null, invalid: given };
  const invalid = split(given).filter((value) => !isValid(value));
  return { valid: valid.join(','), invalid: invalid.join(',') };
}

function split(given: string): string[] {
  return given.split(',').filter((part) => part !== '');
}
