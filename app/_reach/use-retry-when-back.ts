'use client';

import { useEffect, useEffectEvent } from 'react';
import { askServer, untilBack } from './reach';

/**
 * Calls `retry` when an unreachable server answers again. If the server was reachable all along, it does not: the
 * retry would fail again.
 */
export function useRetryWhenBack(retry: () => void): void {
  const retryNow = useEffectEvent(retry);
  useEffect(() => {
    let isWanted = true;
    void askServer().then(async (isThere) => {
      if (isThere) return;
      await untilBack();
      if (isWanted) retryNow();
    });
    return () => {
      isWanted = false;
    };
  }, []);
}
