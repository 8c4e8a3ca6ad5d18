'use client';

import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Filter } from '@/db/model/filter';
import type { Snapshot } from '../_live/board-state';
import { fetchView } from '../_live/fetch-board';
import { useBoardState, useLiveStatus, useServerNow } from '../_live/provider';
import type { RowSort } from '../_live/rows';

export type View = {
  snapshot: Snapshot;
  filter: Filter;
  search: string;
  sort: RowSort;
  /** Built from cached events until the server has answered for this filter. */
  isProvisional: boolean;
};

export type ViewState = {
  /** `failed`: the server did not answer for this filter, and cached events are shown. */
  fetching: 'idle' | 'fetching' | 'failed';
  retry(): void;
};

const ViewContext = createContext<ViewState>({ fetching: 'idle', retry: () => {} });

type Wanted = { filter: Filter; search: string; sort: RowSort };

/**
 * Follows the filter in the address: shows cached events at once, then the server's answer. Only the server can
 * search, so a search keeps the previous rows until it has answered.
 */
export function ViewFollower({
  view,
  wanted,
  onView,
  children,
}: {
  view: View;
  wanted: Wanted;
  onView: (view: View) => void;
  children: ReactNode;
}) {
  const { figures, before } = useBoardState();
  const now = useServerNow();
  const { status } = useLiveStatus();
  const [fetching, setFetching] = useState<ViewState['fetching']>('idle');
  const [attempt, setAttempt] = useState(0);
  const { search, sort } = wanted;
  const isDone = search === view.search && sort === view.sort && !view.isProvisional;

  // A moment of one order means nothing in the other.
  const start = sort === view.sort ? before : null;

  const showCached = useEffectEvent(() => {
    if ((search === view.search && sort === view.sort) || wanted.filter.q || view.filter.q) return;
    const { cursor } = view.snapshot;
    onView({
      ...wanted,
      snapshot: { feed: { items: [], next: null }, sort, before: start, active: [], figures, cursor, now },
      isProvisional: true,
    });
  });
  const fetchWanted = useEffectEvent(() => fetchView({ search, sort }, start));
  // The board holds the active events already, whatever the filter, and follows the feed.
  const showFetched = useEffectEvent((fetched: Awaited<ReturnType<typeof fetchView>>) => {
    const { cursor } = view.snapshot;
    onView({ ...wanted, snapshot: { ...fetched, active: [], cursor }, isProvisional: false });
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` changes when the user retries.
  useEffect(() => {
    if (isDone) return setFetching('idle');
    let isWanted = true;
    setFetching('fetching');
    showCached();
    fetchWanted().then(
      (fetched) => isWanted && showFetched(fetched),
      () => isWanted && setFetching('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [isDone, search, sort, attempt]);

  // Once per reconnection: a server that is up but answers with errors would be asked endlessly.
  const retryFailed = useEffectEvent(() => {
    if (fetching === 'failed') setAttempt((count) => count + 1);
  });
  useEffect(() => {
    if (status === 'live') retryFailed();
  }, [status]);

  const state = useMemo<ViewState>(
    () => ({ fetching: isDone ? 'idle' : fetching, retry: () => setAttempt((count) => count + 1) }),
    [isDone, fetching],
  );
  return <ViewContext value={state}>{children}</ViewContext>;
}

/** Whether the server has answered for the current filter. */
export function useView(): ViewState {
  return use(ViewContext);
}
