'use client';

import { useTranslations } from 'next-intl';
import { useBoardState } from '../../_live/provider';
import { ListMenu } from '../_feed/list-menu';
import { SortMenu } from '../_feed/sort-menu';
import { Stamp } from '../_state/stamp';
import { ViewMenu } from '../_views/view-menu';
import { activeFilters } from './active-filters';
import { Chips } from './chips';
import { CountryFlags } from './country-flags';
import { FilterButton } from './filter-button';
import { FilterMenu } from './filter-menu';
import { SearchLine } from './search-line';
import { useFilterLabel } from './use-filter-label';
import { isInLine, useFilters } from './use-filters';
import './filters.css';

const maxNamed = 2;

type FilterLineProps = {
  /** Ids of some example records. */
  examples: readonly string[];
  /** Whether the page shows the events as a list. */
  hasList?: boolean;
};

/**
 * The filters in one line above the list: countries, severity, all others, the active ones, and what concerns the list
 * as a whole. On a phone the search stays, and the filters are a sheet.
 */
export function FilterLine({ examples, hasList = true }: FilterLineProps) {
  const t = useTranslations('board.filters');
  const { figures, events } = useBoardState();
  const { of, values, search, sort, view } = useFilters();
  const words = useFilterLabel({ facets: figures.facets, events });
  const { facets } = figures;
  const targeted = of('targeted');
  const severity = of('severity');
  const others = activeFilters(values).filter((one) => one.type !== 'value' || !isInLine(one.name)).length;
  const countries = new Set([...(facets?.targeted ?? []).map(({ country }) => country), ...targeted]).size;
  return (
    <section aria-label={t('title')} data-print="no" className="filter-line">
      <div className="filter-row">
        <CountryFlags />
        {countries > 0 && (
          <FilterMenu
            part="targeted"
            examples={examples}
            title={t('targeted')}
            isChosen={targeted.length > 0}
          >
            {targeted.length > 0
              ? t('chosenOf', { chosen: targeted.length, count: countries })
              : t('showAll', { count: countries })}
          </FilterMenu>
        )}
        <FilterMenu part="severity" examples={examples} title={t('severity')} isChosen={severity.length > 0}>
          {severity.length === 0 || severity.length > maxNamed
            ? t('severityCount', { count: severity.length })
            : severity.map((value) => words('severity', value)).join(', ')}
        </FilterMenu>
        <FilterMenu part="others" examples={examples} title={t('title')} isChosen={others > 0}>
          {t('more', { count: others })}
        </FilterMenu>
        <Chips />
        <Stamp />
        <div className="filter-end">
          <SearchLine />
          <FilterButton examples={examples} />
          <ViewMenu page={hasList ? '/' : '/map'} search={search} sort={sort} view={view} />
          {hasList && <SortMenu />}
          {hasList && <ListMenu />}
        </div>
      </div>
    </section>
  );
}
