'use client';

import { Bookmark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent } from 'react';
import type { ViewLayout } from '@/db/model/records/view';
import { createLazyComponent } from '../../_lazy/lazy-component';
import type { RowSort } from '../../_live/rows';
import { UserText } from '../../_ui/labels/user-text';
import { useListSetting } from '../../_ui/use-list-setting';
import { MenuPopover } from '../_filters/menu-popover';
import { closeSlots } from '../_side/closed-slots';
import { closedIn } from '../_side/slots';
import type { OpenedView } from './opened-view';
import '../_filters/filters.css';
import './views.css';

const ViewPanel = createLazyComponent(() => import('./view-panel'));

export type ViewMenuProps = {
  /** The page that views are opened on. */
  page: '/' | '/map' | '/trends';
  /** The filter and the order in use. */
  search: string;
  sort: RowSort;
  /** The view that is open; the filter in use may differ from it. */
  view: OpenedView | null;
};

/** The saved views: names the open one, and opens the list of all. */
export function ViewMenu(props: ViewMenuProps) {
  const t = useTranslations('board.views');
  const { view, page } = props;
  const isChanged = view !== null && differs(props, view);
  const label = view === null ? t('title') : t(isChanged ? 'openChanged' : 'open', { name: view.name });
  return (
    <>
      {page === '/' && view?.layout && <AppliedLayout key={view.id} layout={view.layout} />}
      <MenuPopover
        title={t('title')}
        className="views-popover"
        button={(properties) => (
          <button
            {...properties}
            type="button"
            aria-label={label}
            data-tip={label}
            data-chosen={view !== null || undefined}
            className="filter-chip view-button"
          >
            <Bookmark aria-hidden className="size-4 shrink-0" />
            {view !== null && (
              <span className="truncate">
                <UserText>{view.name}</UserText>
                {isChanged && ' *'}
              </span>
            )}
          </button>
        )}
      >
        <ViewPanel {...props} isChanged={isChanged} />
      </MenuPopover>
    </>
  );
}

/** Applies the layout of a view once, when the view is opened. */
function AppliedLayout({ layout }: { layout: ViewLayout }) {
  const [, setDensity] = useListSetting('density');
  const apply = useEffectEvent(() => {
    closeSlots(closedIn(layout));
    setDensity(layout.density);
  });
  useEffect(() => apply(), []);
  return null;
}

function differs({ search, sort, page }: ViewMenuProps, view: OpenedView): boolean {
  // Only the board has an order.
  return search !== view.search || (page === '/' && sort !== view.sort);
}
