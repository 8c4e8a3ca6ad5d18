'use client';

import { type RefObject, useEffect } from 'react';

/**
 * Keeps the focus out of the children of a wrapping line that do not fit: they wrap to a line that is not shown.
 */
export function useInertOverflow(line: RefObject<HTMLElement | null>, isOn = true): void {
  useEffect(() => {
    const element = line.current;
    if (!element || !isOn) return;
    const limit = () => {
      for (const child of element.children) {
        if (child instanceof HTMLElement) child.inert = child.offsetTop > element.offsetTop + 4;
      }
    };
    limit();
    const observer = new ResizeObserver(limit);
    observer.observe(element);
    return () => observer.disconnect();
  });
}
