'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBoardState } from '../../_live/provider';
import { Flag } from '../../_ui/labels/flag';
import { type ActiveFilter, activeFilters } from './active-filters';
import { useActiveFilterLabel } from './use-active-filter-label';
import { useFilterLabel } from './use-filter-label';
import { isInLine, useFilters } from './use-filters';

/** The active filters, one chip each; a click removes the filter. */
export function Chips() {
  const t = useTranslations('board.filters');
  const { of, values, places, toggle, setPeriod, clearNear, clear } = useFilters();
  const { figures, events } = useBoardState();
  const labelOf = useActiveFilterLabel(
    useFilterLabel({ facets: figures.facets, events, places, isShort: true }),
  );
  const chips = activeFilters(values).filter((filter) => !(filter.type === 'value' && filter.name === 'q'));
  if (chips.length === 0 && of('q').length === 0) return null;
  const remove = (filter: ActiveFilter) => {
    if (filter.type === 'value') toggle(filter.name, filter.value);
    else if (filter.type === 'period') setPeriod(null);
    else clearNear();
  };
  return (
    <>
      {chips.map((filter) => {
        const label = labelOf(filter);
        const { name, value } = filter.type === 'value' ? filter : { name: null, value: '' };
        return (
          <button
            key={`${name ?? filter.type} ${value}`}
            type="button"
            onClick={() => remove(filter)}
            aria-label={t('remove', { label })}
            data-tip={name === null ? label : undefined}
            data-chosen
            className={`filter-chip ${name !== null && isInLine(name) ? 'filter-narrow' : ''}`}
          >
            {(name === 'targeted' || name === 'host') && <Flag country={value} size="small" />}
            <span className="truncate">{label}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        );
      })}
      <button
        type="button"
        onClick={clear}
        className="min-h-7 cursor-pointer px-1 text-small font-medium underline underline-offset-2"
      >
        {t('clearAll')}
      </button>
    </>
  );
}
