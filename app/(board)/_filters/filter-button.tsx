'use client';

import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { Button } from '../../_ui/button';
import { activeFilters } from './active-filters';
import { useFilters } from './use-filters';

const FilterSheet = createLazyComponent(() => import('./filter-sheet'));

/** Opens the filters as a sheet on windows too narrow for their column. */
export function FilterButton({ examples }: { examples: readonly string[] }) {
  const t = useTranslations('board.filters');
  const { values } = useFilters();
  const [isOpen, setOpen] = useState(false);
  const count = activeFilters(values).length;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog" className="filter-sheet-button shrink-0">
        <ListFilter aria-hidden className="size-4" />
        {count > 0 ? t('titleCount', { count }) : t('title')}
      </Button>
      {isOpen && <FilterSheet examples={examples} onClose={() => setOpen(false)} />}
    </>
  );
}
