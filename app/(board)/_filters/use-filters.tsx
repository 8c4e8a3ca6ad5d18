'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { FilterName } from '@/db/model/filter';
import {
  filterNames,
  isSingle,
  type MissionPlaces,
  type ReadFilter,
  readFilter,
  withPlaces,
} from './read-filter';

export type Filters = ReadFilter & {
  /** The values of one parameter as text; empty if it is not set. */
  of(name: FilterName): readonly string[];
  /** Replaces the values of one parameter. `isTyping` replaces the history entry instead of adding one. */
  set(name: FilterName, values: readonly string[], isTyping?: boolean): void;
  /** Replaces the period by instants; null removes it. */
  setPeriod(period: { from: string; to: string } | null): void;
  toggle(name: FilterName, value: string): void;
  clear(): void;
};

const FiltersContext = createContext<Filters | null>(null);

const keys = {
  q: parseAsString,
  targeted: parseAsString,
  kind: parseAsString,
  host: parseAsString,
  targetType: parseAsString,
  attackType: parseAsString,
  actor: parseAsString,
  severity: parseAsString,
  status: parseAsString,
  phase: parseAsString,
  verification: parseAsString,
  handling: parseAsString,
  tlp: parseAsString,
  tag: parseAsString,
  mission: parseAsString,
  diplomatic: parseAsString,
  from: parseAsString,
  to: parseAsString,
  bbox: parseAsString,
  nearCountries: parseAsString,
  nearMissions: parseAsString,
  radiusKm: parseAsString,
} satisfies Record<FilterName, typeof parseAsString>;

/** Provides the filter in the page's address: parsed once, and changed only here. */
export function FiltersProvider({
  places,
  children,
}: {
  places: MissionPlaces;
  children: (filters: Filters) => ReactNode;
}) {
  const [raw, setRaw] = useQueryStates(keys, { history: 'push', shallow: true, scroll: false });
  const filters = useMemo<Filters>(() => {
    const read = readFilter(raw);
    const of = (name: FilterName) => read.values.get(name) ?? [];
    const set = (name: FilterName, values: readonly string[], isTyping = false) =>
      void setRaw(
        { [name]: values.length === 0 ? null : values.join(',') },
        isTyping ? { history: 'replace' } : {},
      );
    return {
      ...read,
      filter: withPlaces(read.filter, places),
      of,
      set,
      setPeriod: (period) => void setRaw(period ?? { from: null, to: null }),
      toggle(name, value) {
        const others = of(name).filter((one) => one !== value);
        const isAdded = others.length === of(name).length;
        if (isSingle(name)) set(name, isAdded ? [value] : []);
        else set(name, isAdded ? [...others, value] : others);
      },
      clear: () => void setRaw(Object.fromEntries(filterNames.map((name) => [name, null]))),
    };
  }, [raw, setRaw, places]);
  return <FiltersContext value={filters}>{children(filters)}</FiltersContext>;
}

export function useFilters(): Filters {
  const filters = use(FiltersContext);
  if (filters === null) throw new Error('Use this inside FiltersProvider');
  return filters;
}
