'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Calls `onNear` once the element is less than 1,000 px below the view. */
export function useNearViewport(element: RefObject<Element | null>, isOn: boolean, onNear: () => void): void {
  const near = useEffectEvent(onNear);
  useEffect(() => {
    if (!isOn || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) near();
      },
      { rootMargin: '0px 0px 1000px 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isOn]);
}
