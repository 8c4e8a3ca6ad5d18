'use client';

import { useEffect, useEffectEvent, useRef, useTransition } from 'react';
import type { FeedItem } from '@/db/model/journal/live';

/** Under a storm the board is drawn four times a second: 200 arrivals a second change it faster than one reads. */
const restMillis = 250;

export type Drawing = {
  take(items: readonly FeedItem[]): void;
  /** What waits to be drawn counts no more. */
  forget(): void;
};

/**
 * Draws what comes after a calm at once, and what comes soon after that together. The drawing gives way to the
 * reader's own doing, and what comes meanwhile waits for its end: each is seen by itself, however slow the machine.
 */
export function useDrawing(draw: (items: readonly FeedItem[]) => void): Drawing {
  const [isDrawing, startDrawing] = useTransition();
  const waiting = useRef<FeedItem[]>([]);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef(Number.NEGATIVE_INFINITY);

  const drawWaiting = useEffectEvent(() => {
    if (isDrawing || waiting.current.length === 0) return;
    // By the clock: a browser lets timers of a page that is not looked at come late.
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
