'use client';

import { useEffect, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useIsOffline } from '../_connection/use-is-offline';
import { useBoardState, useLiveActions } from './provider';

export type Feed = {
  /** Ids of the rows that match the filter, latest activity first. */
  rows: readonly string[];
  eventOf(id: string): Event | undefined;
  /** Events that arrived or changed in a relevant field and have not been seen yet. */
  newIds: ReadonlySet<string>;
  /** Whether the last frame brought more events than a user can take in at once. */
  isRush: boolean;
  /** Rows that wait above while the feed is paused: "3 new". */
  waiting: number;
  hasMore: boolean;
  loading: 'idle' | 'loading' | 'failed';
  /** Loads the next page, one at a time. */
  loadMore(): Promise<void>;
  pause(isPaused: boolean): void;
  /** Null means all. */
  markSeen(ids: readonly string[] | null): void;
};

export function useFeed(): Feed {
  const { rows, events, newIds, isRush, waiting, next } = useBoardState();
  const actions = useLiveActions();
  const [loading, setLoading] = useState<Feed['loading']>('idle');
  const isLoading = useRef(false);
  const isOffline = useIsOffline();
  useEffect(() => {
    if (!isOffline) setLoading((before) => (before === 'failed' ? 'idle' : before));
  }, [isOffline]);
  return {
    rows,
    eventOf: (id) => events.get(id),
    newIds,
    isRush,
    waiting: waiting.size,
    hasMore: next !== null,
    loading,
    async loadMore() {
      if (isLoading.current) return;
      isLoading.current = true;
      setLoading('loading');
      try {
        await actions.loadMore();
        setLoading('idle');
      } catch {
        setLoading('failed');
      } finally {
        isLoading.current = false;
      }
    },
    pause: actions.pause,
    markSeen: actions.markSeen,
  };
}
