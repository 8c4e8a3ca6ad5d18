'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { exportFormats } from '@/db/model/words';
import { useMayWrite } from '../../_session/viewer';
import { Button } from '../../_ui/button';
import { linkClass } from '../../_ui/link-class';
import { useFilters } from '../_filters/use-filters';
import { useSelection } from '../_select/use-selection';
import { DensityChoice } from './density-choice';
import { SortChoice } from './sort-choice';

/** The order and height of rows, selecting some of them, and downloads of the listed events. */
export default function ListOptions() {
  const t = useTranslations('board.filters');
  const tl = useTranslations('board.list');
  const { search, view } = useFilters();
  const brief = `/brief?${search}${view ? `&view=${view.id}` : ''}`;
  const { selection, change } = useSelection();
  const mayWrite = useMayWrite();
  return (
    <div className="flex flex-col gap-2">
      <SortChoice />
      <p aria-hidden className="mt-2 text-small font-bold text-ink-2">
        {tl('density')}
      </p>
      <DensityChoice />
      <Link href={brief} prefetch={false} className={`mt-2 py-0.5 ${linkClass}`}>
        {tl('brief')}
      </Link>
      {mayWrite && !selection.isOn && (
        <Button
          size="small"
          className="mt-2 self-start"
          onClick={({ currentTarget }) => {
            currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
            change({ type: 'start' });
          }}
        >
          {tl('select')}
        </Button>
      )}
      <h3 className="mt-2 text-small font-bold text-ink-2">{t('export')}</h3>
      <p className="text-small text-ink-2">{t('exportWhat')}</p>
      <div className="flex gap-4">
        {exportFormats.map((format) => (
          <a
            key={format}
            href={`/api/events/export?${new URLSearchParams([...new URLSearchParams(search), ['format', format]])}`}
            download
            className={`py-0.5 ${linkClass}`}
          >
            {t(format)}
          </a>
        ))}
      </div>
    </div>
  );
}
