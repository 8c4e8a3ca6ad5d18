'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useLiveQuery } from '../_live/pages/live-queries';
import { EventMap, type EventMapProps } from './event-map';

type LiveMapProps = Pick<EventMapProps, 'className' | 'search' | 'isPlain' | 'onOpen'> & { label?: string };

/** The map of a filter on a page with `LiveQueries`: fetched again when records or missions change. */
export function LiveMap({ label, ...props }: LiveMapProps) {
  const t = useTranslations('map');
  const count = useRef(0);
  const revision = useLiveQuery({
    types: ['event', 'mission'],
    queryKey: ['map', props.search],
    queryFn: async () => ++count.current,
    initialData: 0,
  });
  return <EventMap {...props} label={label ?? t('label')} revision={revision} />;
}
