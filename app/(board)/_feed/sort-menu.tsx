'use client';

import { ArrowDownWideNarrow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Segmented } from '../../_ui/inputs/segmented';
import { MenuPopover } from '../_filters/menu-popover';
import { useFilters } from '../_filters/use-filters';

/** The order of the list. It is in the address; its button is dark and named while it is not the usual one. */
export function SortMenu() {
  const t = useTranslations('board.list');
  const { sort, setSort } = useFilters();
  const isUsual = sort === 'latest';
  return (
    <MenuPopover
      title={t('sort')}
      button={(properties) => (
        <button
          {...properties}
          type="button"
          aria-label={t('sortedBy', { order: t(sort) })}
          data-tip={t('sortedBy', { order: t(sort) })}
          data-chosen={!isUsual || undefined}
          className={isUsual ? 'filter-icon' : 'filter-chip'}
        >
          <ArrowDownWideNarrow aria-hidden className="size-4" />
          {!isUsual && t('atShort')}
        </button>
      )}
    >
      <div className="flex flex-col gap-2">
        <p aria-hidden className="text-small font-bold text-ink-2">
          {t('sort')}
        </p>
        <Segmented
          label={t('sort')}
          choices={(['latest', 'at'] as const).map((value) => ({ value, label: t(value) }))}
          value={sort}
          onChange={(next) => next !== null && setSort(next)}
        />
      </div>
    </MenuPopover>
  );
}
