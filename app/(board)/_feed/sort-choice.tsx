'use client';

import { useTranslations } from 'next-intl';
import { Segmented } from '../../_ui/inputs/segmented';
import { useFilters } from '../_filters/use-filters';

/** The order of the list, which is in the address. */
export function SortChoice() {
  const t = useTranslations('board.list');
  const { sort, setSort } = useFilters();
  return (
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
  );
}
