'use client';

import { useEffect, useState } from 'react';

/**
 * Keeps the screen on while the page is visible. False if the browser does not allow it, which needs a secure
 * connection.
 */
export function useWakeLock(): boolean {
  const [isOn, setOn] = useState(true);
  useEffect(() => {
    let isMounted = true;
    let lock: WakeLockSentinel | undefined;
    // A browser releases the lock of a hidden page.
    const request = async () => {
      if (document.visibilityState === 'hidden') return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (isMounted) setOn(true);
        else await lock.release();
      } catch {
        if (isMounted) setOn(false);
      }
    };
    void request();
    document.addEventListener('visibilitychange', request);
    return () => {
      isMounted = false;
      document.removeEventListener('visibilitychange', request);
      void lock?.release();
    };
  }, []);
  return isOn;
}
