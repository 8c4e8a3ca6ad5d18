'use client';

import { House, Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import type { View } from '@/db/model/records/view';
import { useViewerId } from '../../_session/viewer';
import { UserText } from '../../_ui/labels/user-text';
import { pathOfView } from './opened-view';
import { pathOfAll, startView } from './start-view';
import type { ViewMenuProps } from './view-menu';

type ViewLinksProps = {
  page: ViewMenuProps['page'];
  views: readonly View[];
  /** The id of the open one. */
  opened: string | null;
  isOwn: (view: View) => boolean;
};

/** A link for each view. One that others share is named with its owner. */
export function ViewLinks({ page, views, opened, isOwn }: ViewLinksProps) {
  const t = useTranslations('board.views');
  const viewer = useViewerId();
  const start = startView(viewer);
  return (
    <nav aria-label={t('title')}>
      <ul className="view-links">
        <li>
          <Link
            href={pathOfAll(viewer, page)}
            prefetch={false}
            aria-current={opened === null ? 'true' : undefined}
            onClick={closeMenu}
          >
            <span className="view-name">{t('all')}</span>
          </Link>
        </li>
        {views.map((view) => (
          <li key={view.id}>
            <Link
              href={pathOfView(view, page)}
              prefetch={false}
              aria-current={opened === view.id ? 'true' : undefined}
              onClick={closeMenu}
            >
              <span className="view-name">
                <UserText>{view.name}</UserText>
              </span>
              {view.id === start && <House aria-label={t('start')} className="size-3.5 shrink-0" />}
              {isOwn(view) && view.shared && <Users aria-label={t('shared')} className="size-3.5 shrink-0" />}
              {!isOwn(view) && (
                <span className="view-owner">
                  <UserText>{view.createdBy.name}</UserText>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function closeMenu({ currentTarget }: MouseEvent<HTMLElement>): void {
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
