import type { FilterName } from '@/db/model/filter';
import { filterNames } from './filter-names';

export type FilterValues = ReadonlyMap<FilterName, readonly string[]>;

/** What a reader sees, counts and removes as one filter. */
export type ActiveFilter =
  | { type: 'value'; name: FilterName; value: string }
  | { type: 'period'; from: string; to: string }
  | { type: 'near'; countries: readonly string[]; missions: readonly string[]; km: string };

export const nearNames = [
  'nearCountries',
  'nearMissions',
  'radiusKm',
] as const satisfies readonly FilterName[];

/** The active filters in the order of the chips. A period, and missions with the distance from them, are one each. */
export function activeFilters(values: FilterValues): ActiveFilter[] {
  const of = (name: FilterName) => values.get(name) ?? [];
  const [from] = of('from');
  const [to] = of('to');
  const [km] = of('radiusKm');
  return filterNames.flatMap<ActiveFilter>((name) => {
    if (name === 'from' && from !== undefined && to !== undefined) return [{ type: 'period', from, to }];
    if (name === 'to' && from !== undefined) return [];
    if (name === 'radiusKm' && km !== undefined) {
      return [{ type: 'near', countries: of('nearCountries'), missions: of('nearMissions'), km }];
    }
    if (nearNames.some((one) => one === name)) return [];
    return of(name).map((value) => ({ type: 'value', name, value }));
  });
}
