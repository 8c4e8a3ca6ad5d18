'use client';

import { useTranslations } from 'next-intl';
import { useLiveStatus } from '../_live/provider';
import { FilteredMap } from '../_map/filtered-map';
import { FilterLine } from '../(board)/_filters/filter-line';
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
      <FilterLine examples={[]} hasList={false} />
      <div className={live.status === 'stale' ? 'is-stale min-h-0 grow' : 'min-h-0 grow'}>
        <FilteredMap className="size-full" keepAs="map" />
      </div>
    </div>
  );
}
