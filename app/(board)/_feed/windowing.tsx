'use client';

import { type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { stickyHeight } from '../sticky-height';
import type { RowWindow } from './row-window';
import { heightOf, rowAt, stretchAround } from './stretch';

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
 *
 * The virtualizer works out the places of all its rows anew with each page that comes. So it is told of a
 * stretch around the view alone, as if what is above it belonged to the page.
 */
export default function Windowing({ rows, list, kept, onWindow }: WindowingProps) {
  const [margin, setMargin] = useState(0);
  const [covered] = useState(() => stickyHeight({ withSearch: true }));
  const [drawnBefore] = useState(() => measured(list.current));
  const sizes = useRef<ReadonlyMap<unknown, number>>(new Map());
  const sizeOf = (id: string) => sizes.current.get(id) ?? usualRowPixels;
  const [view, setView] = useState({ first: 0, last: 0 });
  const { from, to } = stretchAround(view, rows.length);
  const isFar = kept >= 0 && (kept < from || kept >= to);
  // To add up 100,000 takes milliseconds: done when the stretch has moved, or another row lies right above it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const above = useMemo(() => heightOf(rows, { from: 0, to: from }, sizeOf), [from, rows[from - 1]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const farTop = useMemo(() => (isFar ? heightOf(rows, { from: 0, to: kept }, sizeOf) : 0), [isFar, kept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const below = useMemo(() => heightOf(rows, { from: to, to: rows.length }, sizeOf), [to, rows.length]);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: to - from,
    estimateSize: () => usualRowPixels,
    // The same while the rows are: the places of all are worked out anew for another.
    getItemKey: useCallback((index: number) => rows[from + index] ?? index, [rows, from]),
    overscan,
    // Drawn after the scrolling and not within it: by a jump, all rows in view are new.
    useFlushSync: false,
    scrollMargin: margin + above,
    scrollPaddingStart: covered,
    scrollPaddingEnd: 24,
    rangeExtractor: (range) => withKept(range, kept - from),
    initialMeasurementsCache: drawnBefore,
  });
  sizes.current = virtualizer.itemSizeCache;
  // Rows are numbered by the whole list.
  virtualizer.indexFromElement = ({ dataset }) => Number(dataset.index) - from;

  // A row that is being brought into view is known by its number in the stretch, for frames after the command:
  // in another stretch that is a row a thousand further on. The rest of the way is the feed's to go.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  useLayoutEffect(() => virtualizer.cancelScroll(), [from]);

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
  const total = virtualizer.getTotalSize();
  const scrolled = (virtualizer.scrollOffset ?? 0) - margin;
  const isBeyond = (scrolled < above && from > 0) || (scrolled > above + total && to < rows.length);
  const first = isBeyond ? rowAt(rows, scrolled, sizeOf) : from + (range?.startIndex ?? 0);
  const inView = { first, last: isBeyond ? first : from + (range?.endIndex ?? 0) };
  const wanted = stretchAround(inView, rows.length);
  if (range !== null && (wanted.from !== from || wanted.to !== to)) setView(inView);

  const isStray = (index: number) =>
    index === kept - from &&
    range !== null &&
    (index < range.startIndex - overscan || index > range.endIndex + overscan);
  const flowing = items.filter(({ index }) => !isStray(index));
  const [top] = flowing;
  const end = flowing.at(-1);
  const near = items.map(({ index, start }) => ({
    index: from + index,
    strayTop: isStray(index) ? start - margin : null,
    isFar: false,
  }));
  const far = isFar ? [{ index: kept, strayTop: farTop, isFar: true }] : [];
  const next: RowWindow = {
    drawn: kept < from ? [...far, ...near] : [...near, ...far],
    before: top ? top.start - margin : 0,
    after: end ? Math.max(0, above + total - (end.end - margin)) + below : 0,
    measure: virtualizer.measureElement,
    bringTo(index) {
      if (index >= from && index < to) virtualizer.scrollToIndex(index - from, { align: 'auto' });
      // Once the row has the focus, by which the browser brings it to where it stands until then.
      else
        requestAnimationFrame(() =>
          window.scrollTo({ top: margin + heightOf(rows, { from: 0, to: index }, sizeOf) - covered }),
        );
    },
  };
  const told = JSON.stringify([next.drawn, next.before, next.after, from, to, margin]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when what is drawn has changed.
  useLayoutEffect(() => {
    // Nothing is drawn until the window is measured: what stands plainly stays till then.
    if (items.length > 0 || rows.length === 0) onWindow(next);
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
