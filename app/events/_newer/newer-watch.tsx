'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import { LiveQueries, useLiveQuery } from '../../_live/pages/live-queries';
import { fetchEvent } from '../_record/fetch-event';
import type { Newer } from './use-newer';

/** The cursor of the edited version, and its time in milliseconds. */
export type EditStart = { cursor: string; now: number };

type WatchProps = { edited: Event; onNewer: (newer: Newer) => void };

/** Reports each version of a record saved while it is being edited. Renders nothing. */
export function NewerWatch({ start, ...watch }: WatchProps & { start: EditStart }) {
  return (
    <LiveQueries {...start}>
      <Watch {...watch} />
    </LiveQueries>
  );
}

function Watch({ edited, onNewer }: WatchProps) {
  const { id } = edited;
  const newest = useLiveQuery<Newer>({
    queryKey: ['event', id],
    types: ['event'],
    id,
    queryFn: ({ signal }) => fetchNewest(id, signal),
    initialData: { is: 'saved', event: edited },
    answerOf: (item) => newerIn(item, id),
  });
  const report = useEffectEvent(onNewer);
  const reported = useRef(newest);
  useEffect(() => {
    if (reported.current === newest) return;
    reported.current = newest;
    report(newest);
  }, [newest]);
  return null;
}

function newerIn(item: FeedItem, id: string): Newer | null {
  if (item.op === 'upsert') return item.event.id === id ? { is: 'saved', event: item.event } : null;
  return item.op === 'retract' && item.id === id ? { is: 'gone', version: item.version } : null;
}

async function fetchNewest(id: string, signal: AbortSignal): Promise<Newer> {
  const event = await fetchEvent(id, signal);
  return event ? { is: 'saved', event } : { is: 'gone', version: null };
}
