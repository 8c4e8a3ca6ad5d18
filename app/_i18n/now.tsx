'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const Now = createContext<Date | null>(null);
const minute = 60_000;

/** The moment shared by everything on the page: the server's at first, so that both draw the same; then each full minute. */
export function NowProvider({ now, children }: { now: Date; children: ReactNode }) {
  const [current, setCurrent] = useState(now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setCurrent(new Date());
      timer = setTimeout(tick, minute - (Date.now() % minute) + 20);
    };
    tick();
    // A tab that slept wakes with an old minute.
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

/** Now, to the minute: re-renders when the minute turns. */
export function useNow(): Date {
  const now = useContext(Now);
  if (now === null) throw new Error('useNow is for browser code below NowProvider (app/layout.tsx)');
  return now;
}
