'use client';

import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { Mark } from './mark';

/**
 * Zooming groups the marks in another way, and the focused one may be gone. `refocus` is then called with it.
 * `marks` changes with each grouping.
 */
export function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  marks: readonly unknown[],
  refocus: (lost: Mark) => void,
): RefObject<Mark | null> {
  const focused = useRef<Mark | null>(null);
  useEffect(() => {
    // The focus is lost to nothing when its mark is removed, but also by a click beside it.
    const forget = ({ target }: Event) => {
      if (!(target instanceof Node) || !list.current?.contains(target)) focused.current = null;
    };
    document.addEventListener('pointerdown', forget, true);
    document.addEventListener('focusin', forget);
    return () => {
      document.removeEventListener('pointerdown', forget, true);
      document.removeEventListener('focusin', forget);
    };
  }, [list]);
  const restore = useEffectEvent(() => {
    if (focused.current && document.activeElement === document.body) refocus(focused.current);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other marks may have replaced the focused one.
  useEffect(() => restore(), [marks]);
  return focused;
}
