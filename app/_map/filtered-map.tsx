'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useBoardState } from '../_live/provider';
import { useFilters } from '../(board)/_filters/use-filters';
import { EventMap, type EventMapProps } from './event-map';

type FilteredMapProps = Pick<EventMapProps, 'className' | 'keepAs' | 'onOpen'>;

/** The live map of the filter in the address, on the board and on the page of the map. */
export function FilteredMap(props: FilteredMapProps) {
  const t = useTranslations('map');
  const { search, set } = useFilters();
  const { events, figures } = useBoardState();
  const revision = useMemo(() => [events, figures], [events, figures]);
  return (
    <EventMap
      {...props}
      label={t('label')}
      search={search}
      revision={revision}
      onBox={(box) => set('bbox', box === null ? [] : [box])}
    />
  );
}
