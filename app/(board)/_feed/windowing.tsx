'use client';

import { type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { coveredPixels } from '../covered';
import type { RowWindow } from './row-window';

const usualRowPixels = 104;
const overscan = 4;

type WindowingProps = {
  rows: readonly string[];
  list: RefObject<HTMLElement | null>;
  /** The row to keep drawn wherever the list has moved to, -1 for none. */
  kept: number;
  onWindow: (window: RowWindow) => void;
};

/**
 * Tells which rows of a long list to draw while the window scrolls. Those in view flow one after the other, so
 * that what was drawn before it was measured stays in place. Loaded when the first rows come to an end.
 */
export default function Windowing({ rows, list, kept, onWindow }: WindowingProps) {
  const [margin, setMargin] = useState(0);
  const [covered] = useState(() => coveredPixels({ withSearch: true }));
  const [drawnBefore] = useState(() => measured(list.current));
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize: () => usualRowPixels,
    // The same while the rows are: the places of all are worked out anew for another.
    getItemKey: useCallback((index: number) => rows[index] ?? index, [rows]),
    overscan,
    // Drawn after the scrolling and not within it: by a jump, all rows in view are new.
    useFlushSync: false,
    scrollMargin: margin,
    scrollPaddingStart: covered,
    scrollPaddingEnd: 24,
    rangeExtractor: (range) => withKept(range, kept),
    initialMeasurementsCache: drawnBefore,
  });

  // What stands above the list may change its height at any time: the band, the notices.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => setMargin(Math.round(element.getBoundingClientRect().top + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  const items = virtualizer.getVirtualItems();
  const { range } = virtualizer;
  const isStray = (index: number) =>
    index === kept &&
    range !== null &&
    (index < range.startIndex - overscan || index > range.endIndex + overscan);
  const flowing = items.filter(({ index }) => !isStray(index));
  const first = flowing[0];
  const last = flowing.at(-1);
  const next: RowWindow = {
    drawn: items.map(({ index, start }) => ({
      index,
      strayTop: isStray(index) ? start - margin : null,
    })),
    before: first ? first.start - margin : 0,
    after: last ? Math.max(0, virtualizer.getTotalSize() - (last.end - margin)) : 0,
    measure: virtualizer.measureElement,
    bringTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
  const told = JSON.stringify([next.drawn, next.before, next.after]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when what is drawn has changed.
  useLayoutEffect(() => {
    // Nothing is drawn until the window is measured: what stands plainly stays till then.
    if (next.drawn.length > 0 || rows.length === 0) onWindow(next);
  }, [told, onWindow]);
  return null;
}

/** The heights of the rows that stand plainly, so that none of them moves when the rest is known by guess. */
function measured(list: HTMLElement | null): VirtualItem[] {
  let start = 0;
  return [...(list?.querySelectorAll<HTMLElement>('article') ?? [])].map((row, index) => {
    const size = row.getBoundingClientRect().height;
    const item = { key: row.dataset.id ?? index, index, start, end: start + size, size, lane: 0 };
    start += size;
    return item;
  });
}

function withKept({ startIndex, endIndex, count }: Range, kept: number): number[] {
  const start = Math.max(startIndex - overscan, 0);
  const end = Math.min(endIndex + overscan, count - 1);
  const indexes = Array.from({ length: end - start + 1 }, (_, step) => start + step);
  if (kept < 0 || kept >= count) return indexes;
  if (kept < start) return [kept, ...indexes];
  return kept > end ? [...indexes, kept] : indexes;
}
