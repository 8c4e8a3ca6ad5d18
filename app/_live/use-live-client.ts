'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import { tellAway, tellBack } from '../_reach/reach';
import { tellEnded } from '../_session/ended';
import { connectLive, type LiveStatus } from './client';

type LiveClientOptions = {
  /** The position of the state that is shown at first. */
  cursor: string;
  /** When that was, in milliseconds. */
  now: number;
  onItems(items: readonly FeedItem[]): void;
  /** The server's clock in milliseconds, each time that a connection is made. */
  onServerTime?(millis: number): void;
  /** Fetches anew what is shown, and answers its cursor. */
  refetch(): Promise<string>;
};

/** Follows the feed while the component is there, and tries at once when the network or the reader comes back. */
export function useLiveClient({
  cursor,
  now,
  onItems,
  onServerTime,
  refetch,
}: LiveClientOptions): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>({
    status: 'connecting',
    since: now,
    asOf: now,
    isRestarting: false,
  });
  const startAt = useEffectEvent(() => cursor);
  const takeItems = useEffectEvent(onItems);
  const takeStatus = useEffectEvent((next: LiveStatus) => {
    setStatus(next);
    if (next.status === 'live') tellBack();
    else if (next.status !== 'connecting') tellAway();
  });
  const takeTime = useEffectEvent((millis: number) => onServerTime?.(millis));
  const fetchAnew = useEffectEvent(refetch);
  const router = useRouter();
  // What the page offers goes by the rights that it was drawn with.
  const drawAnew = useEffectEvent(() => router.refresh());

  useEffect(() => {
    const client = connectLive({
      cursor: startAt(),
      onItems: (items) => takeItems(items),
      onStatus: (next) => takeStatus(next),
      onServerTime: (millis) => takeTime(millis),
      refetch: () => fetchAnew(),
      onSignedOut: tellEnded,
      onRights: () => drawAnew(),
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

  return status;
}
