'use client';

import { useEffect, useRef } from 'react';
import { useLiveActions } from '../_live/provider';

const minVisibleMillis = 1_000;
const gestures = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;

/**
 * Marks new events as seen after one second in view with a user present, so that an unattended wall display keeps its
 * marks. The ref goes on the element that shows them.
 */
export function useSeen<T extends Element>(isNew: boolean, ids: readonly string[]) {
  const element = useRef<T>(null);
  const { markSeen } = useLiveActions();
  const joined = ids.join(' ');

  useEffect(() => {
    if (!isNew || !element.current) return;
    let isInView = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        isInView = entries.at(-1)?.isIntersecting === true;
        if (!isInView) {
          clearTimeout(timer);
          timer = undefined;
        }
      },
      { threshold: 0.6 },
    );
    observer.observe(element.current);
    const look = () => {
      // Under a form that covers the board it is in the viewport but hidden.
      if (isInView && element.current?.checkVisibility({ visibilityProperty: true }))
        timer ??= setTimeout(() => markSeen(joined.split(' ')), minVisibleMillis);
    };
    for (const gesture of gestures) window.addEventListener(gesture, look, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      for (const gesture of gestures) window.removeEventListener(gesture, look);
    };
  }, [isNew, joined, markSeen]);

  return element;
}
