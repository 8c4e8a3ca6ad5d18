'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useBoardState } from '../../_live/provider';
import { IconButton } from '../../_ui/button';
import { MenuPopover } from '../_filters/menu-popover';
import { useFilters } from '../_filters/use-filters';

const ListOptions = createLazyComponent(() => import('./list-options'));

/** The number of events in the list, and a menu for the list as a whole: height of rows and export. */
export function ListMenu() {
  const t = useTranslations('board.list');
  const { facets } = useBoardState().figures;
  const { of } = useFilters();
  const kinds = of('kind');
  // A facet ignores its own filter.
  const listed = facets?.kind.filter(({ value }) => kinds.length === 0 || kinds.includes(value));
  const count = listed?.reduce((sum, { events }) => sum + events, 0);
  return (
    <>
      {count !== undefined && <p className="filter-total">{t('count', { count })}</p>}
      <MenuPopover
        title={t('options')}
        button={(properties) => (
          <IconButton
            {...properties}
            size="small"
            label={t('options')}
            icon={<Ellipsis aria-hidden className="size-4" />}
          />
        )}
      >
        <ListOptions />
      </MenuPopover>
    </>
  );
}
