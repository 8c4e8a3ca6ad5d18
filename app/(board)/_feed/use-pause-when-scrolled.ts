'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';
import { coveredHeight, scrollerOf } from '../scroller';

/** Pauses the feed while its top is out of view, so that arrivals never move what the user reads. */
export function usePauseWhenScrolled(
  list: RefObject<HTMLElement | null>,
  pause: (isPaused: boolean) => void,
): void {
  const look = useEffectEvent(() => {
    const scroller = scrollerOf(list.current);
    if (!list.current || !scroller) return;
    const top = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    // An unscrolled board hides no rows, however low the feed begins.
    pause(scroller.scrollTop > 0 && top < coveredHeight(scroller) - 12);
  });
  useEffect(() => {
    const onScroll = () => look();
    look();
    // Scrolling does not bubble, and another element scrolls in another window.
    document.addEventListener('scroll', onScroll, { passive: true, capture: true });
    return () => document.removeEventListener('scroll', onScroll, { capture: true });
  }, []);
}
