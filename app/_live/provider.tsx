'use client';

import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { Filter } from '@/db/model/filter';
import type { BoardState, Snapshot } from './board-state';
import { connectLive, type LiveStatus } from './client';
import { fetchPage, fetchSnapshot } from './fetch-board';
import { initialState, reduce } from './reducer';
import { useRefetches } from './use-refetches';

export type LiveActions = {
  /** Fetches the next page of the feed; rejects where the server does not answer. */
  loadMore(): Promise<void>;
  /** While the reader has scrolled, arrivals wait above and no row moves. */
  hold(isHeld: boolean): void;
  /** Null: all. */
  markSeen(ids: readonly string[] | null): void;
  /** Takes a lapsed threat's card away. */
  acknowledge(id: string): void;
};

const StateContext = createContext<BoardState | null>(null);
const StatusContext = createContext<LiveStatus | null>(null);
const ActionsContext = createContext<LiveActions | null>(null);
const ClockContext = createContext<number | null>(null);

const clockTickMillis = 15_000;

/**
 * The live board below it: starts from what the server rendered, and follows the feed. A new `snapshot`
 * (of another filter, or of a later visit) joins what is held. `search` is the filter as a query string,
 * as GET /api/events takes it.
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
  const [status, setStatus] = useState<LiveStatus>({
    status: 'connecting',
    since: snapshot.now,
    asOf: snapshot.now,
    isRestarting: false,
  });
  const [clock, setClock] = useState({ now: snapshot.now, ahead: 0 });
  const refetches = useRefetches({ state, search, dispatch });

  const taken = useRef(snapshot);
  useEffect(() => {
    if (taken.current === snapshot) return;
    taken.current = snapshot;
    dispatch({ type: 'snapshot', snapshot, filter });
  }, [snapshot, filter]);

  const refetch = useEffectEvent(async () => {
    const fresh = await fetchSnapshot(search);
    dispatch({ type: 'replace', snapshot: fresh, filter });
    return fresh.cursor;
  });
  const takeItems = useEffectEvent((items: Parameters<typeof refetches.after>[0]) => {
    dispatch({ type: 'frame', items });
    refetches.after(items);
  });
  const startAt = useEffectEvent(() => snapshot.cursor);
  const tellTime = useEffectEvent((millis: number) => setClock({ now: millis, ahead: millis - Date.now() }));

  useEffect(() => {
    const client = connectLive({
      cursor: startAt(),
      onItems: (items) => takeItems(items),
      onStatus: setStatus,
      onServerTime: (millis) => tellTime(millis),
      refetch: () => refetch(),
    });
    const look = () => document.visibilityState === 'visible' && client.wake();
    window.addEventListener('online', client.wake);
    window.addEventListener('offline', client.rest);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', client.wake);
      window.removeEventListener('offline', client.rest);
      document.removeEventListener('visibilitychange', look);
      client.close();
    };
  }, []);

  useEffect(() => {
    const timer = setInterval(
      () => setClock(({ ahead }) => ({ now: Date.now() + ahead, ahead })),
      clockTickMillis,
    );
    return () => clearInterval(timer);
  }, []);

  const { generation, next } = state;
  const actions = useMemo<LiveActions>(
    () => ({
      async loadMore() {
        if (next === null) return;
        const page = await fetchPage(search, next);
        dispatch({ type: 'page', generation, items: page.items, next: page.next });
      },
      hold: (isHeld) => dispatch({ type: 'hold', isHeld }),
      markSeen: (ids) => dispatch({ type: 'seen', ids }),
      acknowledge: (id) => dispatch({ type: 'acknowledge', id }),
    }),
    [generation, next, search],
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

/** Live, reconnecting since, or stale as of. */
export function useLiveStatus(): LiveStatus {
  return provided(use(StatusContext));
}

export function useBoardState(): BoardState {
  return provided(use(StateContext));
}

export function useLiveActions(): LiveActions {
  return provided(use(ActionsContext));
}

/** The server's clock in milliseconds, moved on every 15 s; at first paint the one of the snapshot. */
export function useServerNow(): number {
  return provided(use(ClockContext));
}

function provided<T>(value: T | null): T {
  if (value === null) throw new Error('Use this inside LiveProvider');
  return value;
}
