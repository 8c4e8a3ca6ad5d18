'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useBoardState } from '../../_live/provider';
import { IconButton } from '../../_ui/button';
import { useFilters } from './use-filters';

const ListOptions = createLazyComponent(() => import('./list-options'));

/** The number of events in the list, and a menu for the list as a whole: height of rows and export. */
export function ListMenu() {
  const t = useTranslations('board.list');
  const { facets } = useBoardState().figures;
  const { of } = useFilters();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const kinds = of('kind');
  // A facet ignores its own filter.
  const listed = facets?.kind.filter(({ value }) => kinds.length === 0 || kinds.includes(value));
  const count = listed?.reduce((sum, { events }) => sum + events, 0);
  return (
    <>
      {count !== undefined && <p className="filter-total">{t('count', { count })}</p>}
      <IconButton
        size="small"
        label={t('options')}
        icon={<Ellipsis aria-hidden className="size-4" />}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
      />
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('options')}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="filter-popover"
      >
        {isOpen && <ListOptions />}
      </div>
    </>
  );
}
