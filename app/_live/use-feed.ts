'use client';

import { useEffect, useRef, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { useIsOffline } from '../_connection/use-is-offline';
import { maxRows } from './place-rows';
import { useBoardState, useLiveActions } from './provider';

export type Feed = {
  /** Ids of the rows that match the filter, latest activity first. */
  rows: readonly string[];
  eventOf(id: string): Event | undefined;
  /** Events that arrived or changed in a relevant field and have not been seen yet. */
  newIds: ReadonlySet<string>;
  /** Whether the last frame brought more events than a user can take in at once. */
  isRush: boolean;
  /** Ids of the rows that wait above while rows keep their places, up to 2,000. */
  waiting: ReadonlySet<string>;
  /** The list begins with the activity before this moment (ISO); null for the newest. */
  before: string | null;
  /** Whether a further page can be loaded. */
  hasMore: boolean;
  /** Whether there are older rows than the board can hold. */
  isCut: boolean;
  loading: 'idle' | 'loading' | 'failed';
  /** Loads the next page, one at a time. */
  loadMore(): Promise<void>;
  /** Begins the list before a moment (ISO), or with the newest rows. Whether the server answered. */
  goTo(before: string | null): Promise<boolean>;
  /** Names a row in view; the rows farthest from it are evicted first. */
  setInView(id: string | null): void;
  pause(isPaused: boolean): void;
  /** Null means all. */
  markSeen(ids: readonly string[] | null): void;
};

export function useFeed(): Feed {
  const { rows, events, newIds, isRush, waiting, before, next, end } = useBoardState();
  const actions = useLiveActions();
  const [loading, setLoading] = useState<Feed['loading']>('idle');
  const isLoading = useRef(false);
  const isOffline = useIsOffline();
  useEffect(() => {
    if (!isOffline) setLoading((was) => (was === 'failed' ? 'idle' : was));
  }, [isOffline]);
  async function load(request: () => Promise<void>): Promise<boolean> {
    isLoading.current = true;
    setLoading('loading');
    try {
      await request();
      setLoading('idle');
      return true;
    } catch {
      setLoading('failed');
      return false;
    } finally {
      isLoading.current = false;
    }
  }
  const hasMore = next !== null && rows.length < maxRows;
  return {
    rows,
    eventOf: (id) => events.get(id),
    newIds,
    isRush,
    waiting,
    before,
    hasMore,
    isCut: end !== null && !hasMore,
    loading,
    async loadMore() {
      if (!isLoading.current) await load(actions.loadMore);
    },
    // A page in flight no longer applies then.
    goTo: (moment) => load(() => actions.goTo(moment)),
    setInView: actions.setInView,
    pause: actions.pause,
    markSeen: actions.markSeen,
  };
}
