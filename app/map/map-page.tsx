'use client';

import { useTranslations } from 'next-intl';
import { useLiveStatus } from '../_live/provider';
import { FilteredMap } from '../_map/filtered-map';
import { Chips } from '../(board)/_filters/chips';
import { FilterButton } from '../(board)/_filters/filter-button';
import { SearchLine } from '../(board)/_filters/search-line';
import { LiveBar } from '../(board)/_state/live-bar';
import { type Refused, RefusedNotice } from '../(board)/_state/refused-notice';

/** The line of filters over the map, which fills the window. */
export function MapPage({ refused }: { refused: readonly Refused[] }) {
  const t = useTranslations('map');
  const live = useLiveStatus();
  return (
    <div className="flex h-[calc(100dvh-var(--header)-2*var(--banner))] min-h-80 flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <LiveBar live={live} />
      <RefusedNotice refused={refused} />
      <div className="flex flex-wrap items-center gap-2.5 border-b border-line bg-paper px-5 py-2.5 max-sm:px-3.5">
        <SearchLine />
        <FilterButton examples={[]} />
        <Chips />
      </div>
      <div className={live.status === 'stale' ? 'is-stale min-h-0 grow' : 'min-h-0 grow'}>
        <FilteredMap className="size-full" keepAs="map" />
      </div>
    </div>
  );
}
