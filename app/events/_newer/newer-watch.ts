'use client';

import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import { fetchActive } from '../../_live/fetch-board';
import { useLiveClient } from '../../_live/use-live-client';
import { throwIfSessionEnded } from '../../_session/session-end';
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
  const response = await fetch(`/api/events/${id}`, { cache: 'no-store' });
  throwIfSessionEnded(response);
  if (response.status === 404) return { is: 'gone', version: null };
  if (!response.ok) throw new Error(`The record could not be read: ${response.status}`);
  const event: Event = await response.json();
  return { is: 'saved', event };
}
