'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBoardState } from '../../_live/provider';
import { Flag } from '../../_ui/labels/flag';
import { filterNames } from './filter-names';
import { useFilterLabel } from './use-filter-label';
import { isInLine, useFilters } from './use-filters';

/** The active filters, one chip each; a click removes the filter. */
export function Chips() {
  const t = useTranslations('board.filters');
  const { of, toggle, clear } = useFilters();
  const { figures, events } = useBoardState();
  const words = useFilterLabel({ facets: figures.facets, events, isShort: true });
  const chips = filterNames
    .filter((name) => name !== 'q')
    .flatMap((name) => of(name).map((value) => ({ name, value, label: words(name, value) })));
  if (chips.length === 0 && of('q').length === 0) return null;
  return (
    <>
      {chips.map(({ name, value, label }) => (
        <button
          key={`${name} ${value}`}
          type="button"
          onClick={() => toggle(name, value)}
          aria-label={t('remove', { label })}
          data-chosen
          className={`filter-chip ${isInLine(name) ? 'filter-narrow' : ''}`}
        >
          {(name === 'targeted' || name === 'host') && <Flag country={value} size="small" />}
          <span className="truncate">{label}</span>
          <X aria-hidden className="size-3.5 shrink-0" />
        </button>
      ))}
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
