'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState } from 'react';
import type { FeedItem } from '@/db/model/live';
import { connectLive, type LiveStatus } from '../../_live/client';
import { fetchPressing } from '../../_live/fetch-board';
import { LiveBar } from '../../(board)/_state/live-bar';
import { LiveState } from '../../(board)/_state/live-word';

const Status = createContext<LiveStatus | null>(null);

type LiveRecordProps = {
  /** The event, and those that its page shows by name. */
  ids: readonly string[];
  /** The position of the state that the page was drawn from. */
  cursor: string;
  /** Milliseconds. */
  now: number;
  children: ReactNode;
};

/** Draws the page anew when its record changes elsewhere, and tells whether it is live. */
export function LiveRecord({ ids, cursor, now, children }: LiveRecordProps) {
  const router = useRouter();
  const [status, setStatus] = useState<LiveStatus>({
    status: 'connecting',
    since: now,
    asOf: now,
    isRestarting: false,
  });
  const startAt = useEffectEvent(() => cursor);
  const take = useEffectEvent((items: readonly FeedItem[]) => {
    if (items.some((item) => concerns(item, ids))) router.refresh();
  });
  const refetch = useEffectEvent(async () => {
    const { cursor: fresh } = await fetchPressing();
    router.refresh();
    return fresh;
  });

  useEffect(() => {
    const client = connectLive({
      cursor: startAt(),
      onItems: (items) => take(items),
      onStatus: setStatus,
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

  return <Status value={status}>{children}</Status>;
}

/** A name or a link that the page shows may change without a version of its own. */
function concerns(item: FeedItem, ids: readonly string[]): boolean {
  if (item.op === 'changed') return true;
  return ids.includes(item.op === 'upsert' ? item.event.id : item.id);
}

function useStatus(): LiveStatus {
  const status = use(Status);
  if (status === null) throw new Error('Use this inside LiveRecord');
  return status;
}

export function RecordLiveState() {
  return <LiveState status={useStatus().status} />;
}

export function RecordLiveBar() {
  return <LiveBar live={useStatus()} />;
}
