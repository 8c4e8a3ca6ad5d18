'use client';

import { useEffect, useEffectEvent, useRef, useTransition } from 'react';
import type { FeedItem } from '@/db/model/journal/live';

/** At most four renders a second: 200 arrivals a second change the board faster than anyone can read it. */
const restMillis = 250;

export type Drawing = {
  take(items: readonly FeedItem[]): void;
  /** Discards pending items. */
  forget(): void;
};

/**
 * Applies items at once after a quiet period and batches those that follow soon after. Rendering is a transition, so
 * that user input goes first; items that arrive meanwhile wait for its end, so that every batch is shown even on a
 * slow machine.
 */
export function useDrawing(draw: (items: readonly FeedItem[]) => void): Drawing {
  const [isDrawing, startDrawing] = useTransition();
  const waiting = useRef<FeedItem[]>([]);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef(Number.NEGATIVE_INFINITY);

  const drawWaiting = useEffectEvent(() => {
    if (isDrawing || waiting.current.length === 0) return;
    // Uses the clock, since browsers delay timers of hidden pages.
    const left = drawnAt.current + restMillis - performance.now();
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
    take(items) {
      waiting.current.push(...items);
      drawWaiting();
    },
    forget() {
      waiting.current = [];
    },
  };
}
