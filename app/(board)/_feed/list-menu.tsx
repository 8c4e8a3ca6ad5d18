'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { IconButton } from '../../_ui/button';
import { MenuPopover } from '../_filters/menu-popover';
import { useListCount } from './use-list-count';

const ListOptions = createLazyComponent(() => import('./list-options'));

/** The number of events in the list, and a menu for the list as a whole: height of rows and export. */
export function ListMenu() {
  const t = useTranslations('board.list');
  const count = useListCount();
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
