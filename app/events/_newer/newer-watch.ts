'use client';

import type { FeedItem } from '@/db/model/journal/live';
import { fetchActive } from '../../_live/fetch-board';
import { useLiveClient } from '../../_live/use-live-client';
import { fetchEvent } from '../_record/fetch-event';
import type { Newer } from './use-newer';

/** The cursor of the edited version, and its time in milliseconds. */
export type EditStart = { cursor: string; now: number };

type WatchProps = { id: string; start: EditStart; onNewer: (newer: Newer) => void };

/** Reports each version of a record saved while it is being edited. Renders nothing. */
export function NewerWatch({ id, start, onNewer }: WatchProps) {
  useLiveClient({
    ...start,
    onItems(items) {
      for (const item of items) {
        const newer = newerIn(item, id);
        if (newer) onNewer(newer);
      }
    },
    async refetch() {
      // Read first, so that changes between these reads are delivered.
      const { cursor } = await fetchActive();
      onNewer(await fetchNewest(id));
      return cursor;
    },
  });
  return null;
}

function newerIn(item: FeedItem, id: string): Newer | null {
  if (item.op === 'upsert') return item.event.id === id ? { is: 'saved', event: item.event } : null;
  return item.op === 'retract' && item.id === id ? { is: 'gone', version: item.version } : null;
}

async function fetchNewest(id: string): Promise<Newer> {
  const event = await fetchEvent(id);
  return event ? { is: 'saved', event } : { is: 'gone', version: null };
}
