'use client';

import { useEffect, useEffectEvent } from 'react';
import { checkServer, untilOnline } from './connection';

/**
 * Calls `retry` when an unreachable server answers again. If the server was reachable all along, it does not: the
 * retry would fail again.
 */
export function useRetryWhenOnline(retry: () => void): void {
  const retryNow = useEffectEvent(retry);
  useEffect(() => {
    let isWanted = true;
    void checkServer().then(async (isThere) => {
      if (isThere) return;
      await untilOnline();
      if (isWanted) retryNow();
    });
    return () => {
      isWanted = false;
    };
  }, []);
}
