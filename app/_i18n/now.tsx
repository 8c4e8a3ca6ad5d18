'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Now = createContext<Date | null>(null);
const minute = 60_000;

/**
 * The current time for the whole page: the server's at first, so that both render the same, then updated every full
 * minute.
 */
export function NowProvider({ now, children }: { now: Date; children: ReactNode }) {
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setCurrent(new Date());
      timer = setTimeout(tick, minute - (Date.now() % minute) + 20);
    };
    tick();
    // A tab that was suspended resumes with an old time.
    const wake = () => {
      if (document.visibilityState === 'hidden') return;
      clearTimeout(timer);
      tick();
    };
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, []);
  return <Now value={current}>{children}</Now>;
}

/** The current time, to the minute. Re-renders every full minute. */
export function useNow(): Date {
  const now = useContext(Now);
  if (now === null) throw new Error('useNow is for browser code below NowProvider (app/layout.tsx)');
  return now;
}
