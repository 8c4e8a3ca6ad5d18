'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';
import { stickyHeight } from '../sticky-height';

/** Pauses the feed while its top is out of view, so that arrivals never move what the user reads. */
export function usePauseWhenScrolled(
  list: RefObject<HTMLElement | null>,
  pause: (isPaused: boolean) => void,
): void {
  const look = useEffectEvent(() => {
    const top = list.current?.getBoundingClientRect().top;
    // An unscrolled page hides no rows, however low the feed begins.
    if (top !== undefined) pause(window.scrollY > 0 && top < stickyHeight({ withSearch: true }) - 12);
  });
  useEffect(() => {
    const onScroll = () => look();
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);
}
