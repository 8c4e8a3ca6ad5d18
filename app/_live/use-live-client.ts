'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import { reportOffline, reportOnline } from '../_connection/connection';
import { reportSessionEnd } from '../_session/session-end';
import { connectLive, type LiveStatus } from './client';

type LiveClientOptions = {
  /** The cursor of the initial state. */
  cursor: string;
  /** The time of the initial state, in milliseconds. */
  now: number;
  onItems(items: readonly FeedItem[]): void;
  /** The server's clock in milliseconds, on each connection. */
  onServerTime?(millis: number): void;
  /** Fetches the board again and returns its cursor. */
  refetch(): Promise<string>;
};

/** Follows the live feed while mounted, and reconnects at once when the network or the user returns. */
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
    if (next.status === 'live') reportOnline();
    else if (next.status !== 'connecting') reportOffline();
  });
  const takeTime = useEffectEvent((millis: number) => onServerTime?.(millis));
  const refetchNow = useEffectEvent(refetch);
  const router = useRouter();
  // The page was rendered with the previous rights.
  const refreshPage = useEffectEvent(() => router.refresh());

  useEffect(() => {
    const client = connectLive({
      cursor: startAt(),
      onItems: (items) => takeItems(items),
      onStatus: (next) => takeStatus(next),
      onServerTime: (millis) => takeTime(millis),
      refetch: () => refetchNow(),
      onSignedOut: reportSessionEnd,
      onRights: () => refreshPage(),
    });
    const look = () => document.visibilityState === 'visible' && client.wake();
    window.addEventListener('online', client.wake);
    window.addEventListener('offline', client.goOffline);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', client.wake);
      window.removeEventListener('offline', client.goOffline);
      document.removeEventListener('visibilitychange', look);
      client.close();
    };
  }, []);

  return status;
}
