'use client';

import { useEffect, useEffectEvent } from 'react';
import { askServer, untilBack } from './reach';

/** Calls `retry` once a server that is away is back; never where it is there: what fails then would fail again. */
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
