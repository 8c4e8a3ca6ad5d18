'use client';

import { ListFilter } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../_ui/button';
import { useFilters } from './use-filters';

const load = () => import('./filter-sheet');
const FilterSheet = lazy(load);

/** Opens the sheet of filters where their column does not fit. */
export function FilterButton({ examples }: { examples: readonly string[] }) {
  const t = useTranslations('board.filters');
  const { values } = useFilters();
  const [isOpen, setOpen] = useState(false);
  const count = [...values].reduce((sum, [, list]) => sum + list.length, 0);
  return (
    <>
      <Button
        onClick={() => setOpen(true)}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        aria-haspopup="dialog"
        className="shrink-0 md:hidden"
      >
        <ListFilter aria-hidden className="size-4" />
        {count > 0 ? t('titleCount', { count }) : t('title')}
      </Button>
      {isOpen && (
        <Suspense>
          <FilterSheet examples={examples} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
