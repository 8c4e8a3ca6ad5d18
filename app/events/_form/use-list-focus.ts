'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * After an entry is removed, focuses the remove button that took its place, or the last one, or the element with the
 * id `otherwise`. Call the returned function with the entry's index before removing it.
 */
export function useListFocus(
  list: RefObject<HTMLElement | null>,
  otherwise: string,
): (index: number) => void {
  const removed = useRef<number>(null);
  useEffect(() => {
    if (removed.current === null) return;
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-remove]') ?? [];
    const next = buttons[Math.min(removed.current, buttons.length - 1)];
    removed.current = null;
    (next ?? document.getElementById(otherwise))?.focus();
  });
  return (index) => {
    removed.current = index;
  };
}
