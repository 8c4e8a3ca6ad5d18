'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { FilterName } from '@/db/model/filter';
import type { RowSort } from '../../_live/rows';
import { useViewerId } from '../../_session/viewer';
import { notify } from '../../_ui/overlays/notices';
import { noView, type OpenedView } from '../_views/opened-view';
import { startView } from '../_views/start-view';
import { nearNames } from './active-filters';
import { onFiltersCleared } from './clear-filters';
import {
  addressOf,
  filterNames,
  isSingle,
  type MissionPlaces,
  type ReadFilter,
  withPlaces,
} from './filter-names';
import { filterParser, loadFilterParser } from './filter-parser';
import { withoutGone } from './without-gone';

export type Filters = ReadFilter & {
  /** The values of one parameter as text; empty if it is not set. */
  of(name: FilterName): readonly string[];
  /** Replaces the values of one parameter. `isTyping` replaces the history entry instead of adding one. */
  set(name: FilterName, values: readonly string[], isTyping?: boolean): void;
  /** Replaces the period by instants; null removes it. */
  setPeriod(period: { from: string; to: string } | null): void;
  /** Adds or removes a value. The first missions to be near to bring a distance, and the last ones take it away. */
  toggle(name: FilterName, value: string): void;
  /** Removes the missions to be near to, and the distance. */
  clearNear(): void;
  clear(): void;
  setSort(sort: RowSort): void;
  /** What is known of missions named in the address. */
  places: MissionPlaces;
  /** The saved view in the address. */
  view: OpenedView | null;
};

const usualKm = '5';
const allNull = Object.fromEntries(filterNames.map((name) => [name, null]));

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
  sort: parseAsString,
  view: parseAsString,
} satisfies Record<FilterName | 'sort' | 'view', typeof parseAsString>;

type FiltersProviderProps = {
  /** The filter in the address when the server rendered the page. */
  initial: ReadFilter;
  /** That address, by `addressOf`. */
  address: string;
  places: MissionPlaces;
  gone: readonly string[];
  /** The view with the id in the address. */
  view: OpenedView | null;
  children: (filters: Filters) => ReactNode;
};

/** Provides the filter in the page's address: parsed once, and changed only here. */
export function FiltersProvider({ initial, address, places, gone, view, children }: FiltersProviderProps) {
  const [raw, setRaw] = useQueryStates(keys, { history: 'push', shallow: true, scroll: false });
  const viewer = useViewerId();
  const t = useTranslations('board.filters');
  // While a page is opened, the filter of the server and the address change one after the other.
  const isRendered = address === addressOf(raw);
  const [isLoaded, setLoaded] = useState(false);
  const isWaiting = !isRendered && !isLoaded;
  useEffect(() => {
    if (isWaiting) void loadFilterParser().then(() => setLoaded(true));
  }, [isWaiting]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parser is there once `isLoaded`.
  const read = useMemo(
    () => (isRendered ? initial : (filterParser()?.(withoutGone(raw, gone)) ?? initial)),
    [isRendered, initial, raw, isLoaded],
  );
  const filters = useMemo<Filters>(() => {
    const of = (name: FilterName) => read.values.get(name) ?? [];
    const set = (name: FilterName, values: readonly string[], isTyping = false) =>
      void setRaw(
        { [name]: values.length === 0 ? null : values.join(',') },
        isTyping ? { history: 'replace' } : {},
      );
    const toggleNear = (name: 'nearCountries' | 'nearMissions', chosen: readonly string[]) => {
      const other = name === 'nearCountries' ? 'nearMissions' : 'nearCountries';
      const isLast = chosen.length + of(other).length === 0;
      void setRaw({
        [name]: chosen.length === 0 ? null : chosen.join(','),
        radiusKm: isLast ? null : (of('radiusKm')[0] ?? usualKm),
      });
    };
    return {
      ...read,
      places,
      view: view?.id === raw.view ? view : null,
      filter: withPlaces(read.filter, places),
      of,
      set,
      setPeriod: (period) => void setRaw(period ?? { from: null, to: null }),
      toggle(name, value) {
        const others = of(name).filter((one) => one !== value);
        const isAdded = others.length === of(name).length;
        const chosen = isAdded ? [...others, value] : others;
        if (isSingle(name)) set(name, isAdded ? [value] : []);
        else if (name === 'nearCountries' || name === 'nearMissions') toggleNear(name, chosen);
        else set(name, chosen);
      },
      clearNear: () => void setRaw(Object.fromEntries(nearNames.map((name) => [name, null]))),
      setSort: (sort) => void setRaw({ sort: sort === 'latest' ? null : sort }),
      // An address without parameters would open the view of the start page.
      clear: () => void setRaw({ ...allNull, view: startView(viewer) === null ? null : noView }),
    };
  }, [read, setRaw, places, view, raw.view, viewer]);
  const clearForShift = useEffectEvent(() => {
    if (filters.values.size === 0 && filters.view === null) return;
    filters.clear();
    notify(t('cleared'));
  });
  useEffect(() => onFiltersCleared(() => clearForShift()), []);
  return <FiltersContext value={filters}>{children(filters)}</FiltersContext>;
}

/** Whether the filter line itself shows the filter: as flags, on a button, or as the text of the search. */
export function isInLine(name: FilterName): boolean {
  return name === 'targeted' || name === 'severity' || name === 'q';
}

export function useFilters(): Filters {
  const filters = use(FiltersContext);
  if (filters === null) throw new Error('Use this inside FiltersProvider');
  return filters;
}
