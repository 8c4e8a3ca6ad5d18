'use client';

import { useTranslations } from 'next-intl';
import { exportFormats } from '@/db/model/words';
import { linkClass } from '../../_ui/link-class';
import { CollapsibleFilter } from './collapsible-filter';
import { useFilters } from './use-filters';

/** Downloads of the listed events. */
export function ExportLinks() {
  const t = useTranslations('board.filters');
  const { search } = useFilters();
  return (
    <CollapsibleFilter title={t('export')} isOpen={false} className="gap-1.5">
      <p className="text-small text-ink-2">{t('exportWhat')}</p>
      {exportFormats.map((format) => (
        <a
          key={format}
          href={`/api/events/export?${new URLSearchParams([...new URLSearchParams(search), ['format', format]])}`}
          download
          className={`self-start py-0.5 ${linkClass}`}
        >
          {t(format)}
        </a>
      ))}
    </CollapsibleFilter>
  );
}
