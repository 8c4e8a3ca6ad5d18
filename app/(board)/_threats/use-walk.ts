'use client';

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect } from 'react';

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Makes the elements marked `data-walk` in a container one tab stop, walked by the arrow keys, Home and End, as the
 * rows of the feed are.
 */
export function useWalk(container: RefObject<HTMLElement | null>) {
  const stops = () =>
    [...(container.current?.querySelectorAll<HTMLElement>('[data-walk]') ?? [])].filter((one) =>
      one.checkVisibility(),
    );
  const setStop = (chosen: HTMLElement | undefined) => {
    for (const one of container.current?.querySelectorAll<HTMLElement>('[data-walk]') ?? [])
      one.tabIndex = one === chosen ? 0 : -1;
  };
  // Entries come and go; the tab stop stays where it is, or begins with the first.
  useEffect(() => {
    const all = stops();
    setStop(
      all.find((one) => one === document.activeElement) ?? all.find((one) => one.tabIndex === 0) ?? all[0],
    );
  });
  return {
    onFocus({ target }: FocusEvent) {
      if (target instanceof HTMLElement && 'walk' in target.dataset) setStop(target);
    },
    onKeyDown(event: KeyboardEvent) {
      const step = steps[event.key];
      const all = stops();
      const at = all.findIndex((one) => one.matches(':focus'));
      if (!step || at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      all[Math.min(Math.max(step(at, all.length), 0), all.length - 1)]?.focus();
    },
  };
}
