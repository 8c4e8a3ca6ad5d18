'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';
import { coveredPixels } from '../covered';

/** Holds the feed in place while its top is out of sight, so that arrivals never move what is being read. */
export function usePause(list: RefObject<HTMLElement | null>, pause: (isPaused: boolean) => void): void {
  const look = useEffectEvent(() => {
    const top = list.current?.getBoundingClientRect().top;
    // A page that has not been scrolled hides nothing, however low the band is.
    if (top !== undefined) pause(window.scrollY > 0 && top < coveredPixels({ withSearch: true }) - 12);
  });
  useEffect(() => {
    const onScroll = () => look();
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
}
