'use client';

import { type RefObject, useEffect } from 'react';

/** Fits a column's height to the window while the page scrolls. */
export function useFillViewportHeight(element: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => {
    const column = element.current;
    if (!column || !isOn) return;
    const fit = () => {
      const top = Math.max(0, column.getBoundingClientRect().top);
      column.style.height = `${Math.max(240, window.innerHeight - top)}px`;
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(document.body);
    window.addEventListener('scroll', fit, { passive: true });
    window.addEventListener('resize', fit);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', fit);
      window.removeEventListener('resize', fit);
      column.style.height = '';
    };
  }, [element, isOn]);
}
