'use client';

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import type { LiveStatus } from '../client';
import { fetchCursor } from '../fetch-board';
import { randomDelayMillis } from '../random-delay';
import { useLiveClient } from '../use-live-client';
import { type Subject, urgencyOf } from './urgency';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: Subject & { answerOf?: (item: FeedItem) => unknown };
  }
}

const StatusContext = createContext<LiveStatus | null>(null);

type LiveQueriesProps = {
  /** The cursor of the state that the page was rendered from. */
  cursor: string;
  /** The time of that state, in milliseconds. */
  now: number;
  children: ReactNode;
};

/** Follows the feed for the live queries below. The board has its own provider. */
export function LiveQueries({ cursor, now, children }: LiveQueriesProps) {
  const [client] = useState(createClient);
  const scheduled = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const timers = scheduled.current;
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    };
  }, []);

  function takeItems(items: readonly FeedItem[]): void {
    for (const { queryKey, queryHash, meta } of client.getQueryCache().findAll({ type: 'active' })) {
      const unanswered = items.filter((item) => {
        const answer = meta?.answerOf?.(item) ?? null;
        if (answer !== null) client.setQueryData(queryKey, answer);
        return answer === null;
      });
      const urgency = meta && urgencyOf(meta, unanswered);
      const fetchNow = () => {
        clearTimeout(scheduled.current.get(queryHash));
        scheduled.current.delete(queryHash);
        void client.invalidateQueries({ queryKey, exact: true });
      };
      if (urgency === 'now') fetchNow();
      else if (urgency === 'soon' && !scheduled.current.has(queryHash))
        scheduled.current.set(queryHash, setTimeout(fetchNow, randomDelayMillis()));
    }
  }
  const status = useLiveClient({
    cursor,
    now,
    onItems: takeItems,
    async refetch() {
      // Read first, so that changes between these reads are delivered.
      const fresh = await fetchCursor();
      void client.invalidateQueries();
      return fresh;
    },
  });
  return (
    <QueryClientProvider client={client}>
      <StatusContext value={status}>{children}</StatusContext>
    </QueryClientProvider>
  );
}

/** The state of the connection. */
export function useQueriesStatus(): LiveStatus {
  const status = use(StatusContext);
  if (status === null) throw new Error('Use this inside LiveQueries');
  return status;
}

type LiveQuery<T> = Subject & {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<T>;
  /** What the server rendered. */
  initialData: T;
  /** The answer that an item of the feed contains, so that nothing is fetched; otherwise null. */
  answerOf?: (item: FeedItem) => T | null;
};

/** What the server rendered, and later the last answer: it is fetched again when its subject changes. */
export function useLiveQuery<T>({ queryKey, queryFn, initialData, answerOf, ...subject }: LiveQuery<T>): T {
  const { data = initialData } = useQuery<T>({
    queryKey,
    queryFn,
    initialData: () => initialData,
    meta: { ...subject, answerOf },
  });
  return data;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Only the feed makes a query fetch again.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: true,
        retryDelay: randomDelayMillis,
      },
    },
  });
}
