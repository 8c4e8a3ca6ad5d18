'use client';

import { ArrowDownWideNarrow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { MenuPopover } from '../_filters/menu-popover';
import { useFilters } from '../_filters/use-filters';
import { SortChoice } from './sort-choice';

/** The order of the list, where there is space; the list's menu has it too. Dark and named while it is not the usual one. */
export function SortMenu() {
  const t = useTranslations('board.list');
  const { sort } = useFilters();
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
      <SortChoice />
    </MenuPopover>
  );
}
