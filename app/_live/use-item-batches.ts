'use client';

import { useEffect, useEffectEvent, useRef, useTransition } from 'react';
import type { FeedItem } from '@/db/model/journal/live';

/** At most four renders a second: 200 arrivals a second change the board faster than anyone can read it. */
const minIntervalMillis = 250;

export type ItemBatches = {
  add(items: readonly FeedItem[]): void;
  /** Discards pending items. */
  clear(): void;
};

/**
 * Applies items at once after a quiet period and batches those that follow soon after. Rendering is a transition, so
 * that user input goes first; items that arrive meanwhile wait for its end, so that every batch is shown even on a
 * slow machine.
 */
export function useItemBatches(draw: (items: readonly FeedItem[]) => void): ItemBatches {
  const [isDrawing, startDrawing] = useTransition();
  const waiting = useRef<FeedItem[]>([]);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef(Number.NEGATIVE_INFINITY);

  const drawWaiting = useEffectEvent(() => {
    if (isDrawing || waiting.current.length === 0) return;
    // Uses the clock, since browsers delay timers of hidden pages.
    const left = drawnAt.current + minIntervalMillis - performance.now();
    if (left > 0) {
      rest.current ??= setTimeout(() => {
        rest.current = undefined;
        drawWaiting();
      }, left);
      return;
    }
    const items = waiting.current;
    waiting.current = [];
    drawnAt.current = performance.now();
    startDrawing(() => draw(items));
  });
  useEffect(() => {
    if (!isDrawing) drawWaiting();
  }, [isDrawing]);
  useEffect(
    () => () => {
      clearTimeout(rest.current);
      rest.current = undefined;
    },
    [],
  );

  return {
    add(items) {
      waiting.current.push(...items);
      drawWaiting();
    },
    clear() {
      waiting.current = [];
    },
  };
}
