'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { BoardState, Snapshot } from './board-state';
import type { LiveStatus } from './client';
import { fetchFirstPage, fetchPage, fetchSnapshot } from './fetch-board';
import { initialState, reduce } from './reducer';
import { useItemBatches } from './use-item-batches';
import { useLiveClient } from './use-live-client';
import { useRefetches } from './use-refetches';

type ItemsListener = (items: readonly FeedItem[] | null) => void;

export type LiveActions = {
  /** Fetches the next page of the feed; rejects if the server does not answer. */
  loadMore(): Promise<void>;
  /** Begins the feed before a moment (ISO), or with the newest rows; rejects if the server does not answer. */
  goTo(before: string | null): Promise<void>;
  /** Names a row in view: when there are too many rows, those farthest from it are evicted. */
  setInView(id: string | null): void;
  /** While paused, arrivals wait above the list and no row moves. */
  pause(isPaused: boolean): void;
  /** Null means all. */
  markSeen(ids: readonly string[] | null): void;
  /** Removes a lapsed threat's card. */
  acknowledge(id: string): void;
  /** Calls a listener with what the feed brings, and with null after a gap in it. Returns what ends that. */
  onItems(listener: ItemsListener): () => void;
};

const StateContext = createContext<BoardState | null>(null);
const StatusContext = createContext<LiveStatus | null>(null);
const ActionsContext = createContext<LiveActions | null>(null);
const ClockContext = createContext<number | null>(null);

const clockTickMillis = 15_000;

/**
 * Provides the live board: starts with what the server rendered, then follows the live feed. A new `snapshot`
 * (another filter or a later visit) is merged with the cache. `search` is the filter as a query string for GET
 * /api/events.
 */
export function LiveProvider({
  snapshot,
  filter,
  search,
  children,
}: {
  snapshot: Snapshot;
  filter: Filter;
  search: string;
  children: ReactNode;
}) {
  const [state, dispatch] = useReducer(reduce, { snapshot, filter }, initialState);
  const [clock, setClock] = useState({ now: snapshot.now, ahead: 0 });
  const refetches = useRefetches({ state, search, dispatch });

  const taken = useRef(snapshot);
  useEffect(() => {
    if (taken.current === snapshot) return;
    taken.current = snapshot;
    dispatch({ type: 'snapshot', snapshot, filter });
  }, [snapshot, filter]);

  const inView = useRef<string | null>(null);
  const listeners = useRef(new Set<ItemsListener>());
  const batches = useItemBatches((items) => dispatch({ type: 'frame', items, inView: inView.current }));
  async function refetch(): Promise<string> {
    const fresh = await fetchSnapshot({ search, sort: state.sort }, state.before);
    batches.clear();
    for (const listen of listeners.current) listen(null);
    dispatch({ type: 'replace', snapshot: fresh, filter });
    return fresh.cursor;
  }
  function takeItems(items: readonly FeedItem[]): void {
    batches.add(items);
    for (const listen of listeners.current) listen(items);
    refetches.after(items);
  }
  const setServerTime = (millis: number) => setClock({ now: millis, ahead: millis - Date.now() });
  const status = useLiveClient({
    cursor: snapshot.cursor,
    now: snapshot.now,
    onItems: takeItems,
    onServerTime: setServerTime,
    refetch,
  });

  useEffect(() => {
    const timer = setInterval(
      () => setClock(({ ahead }) => ({ now: Date.now() + ahead, ahead })),
      clockTickMillis,
    );
    return () => clearInterval(timer);
  }, []);

  const { generation, next, sort } = state;
  const count = state.rows.length;
  const actions = useMemo<LiveActions>(
    () => ({
      async loadMore() {
        if (next === null) return;
        const page = await fetchPage({ search, sort }, next, count);
        dispatch({ type: 'page', generation, inView: inView.current, ...page });
      },
      async goTo(before) {
        const page = await fetchFirstPage({ search, sort }, before);
        dispatch({ type: 'goTo', generation, before, ...page });
      },
      setInView(id) {
        inView.current = id;
      },
      pause: (isPaused) => dispatch({ type: 'pause', isPaused }),
      markSeen: (ids) => dispatch({ type: 'seen', ids }),
      acknowledge: (id) => dispatch({ type: 'acknowledge', id }),
      onItems(listener) {
        const current = listeners.current;
        current.add(listener);
        return () => void current.delete(listener);
      },
    }),
    [generation, next, search, sort, count],
  );

  return (
    <ActionsContext value={actions}>
      <ClockContext value={clock.now}>
        <StatusContext value={status}>
          <StateContext value={state}>{children}</StateContext>
        </StatusContext>
      </ClockContext>
    </ActionsContext>
  );
}

/** The connection's state. */
export function useLiveStatus(): LiveStatus {
  return provided(use(StatusContext));
}

export function useBoardState(): BoardState {
  return provided(use(StateContext));
}

export function useLiveActions(): LiveActions {
  return provided(use(ActionsContext));
}

/** The server's clock in milliseconds, updated every 15 s; in the first paint the snapshot's. */
export function useServerNow(): number {
  return provided(use(ClockContext));
}

function provided<T>(value: T | null): T {
  if (value === null) throw new Error('Use this inside LiveProvider');
  return value;
}
