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
  /** The index of the row to keep rendered while the list scrolls; -1 for none. */
  kept: number;
  onWindow: (window: RowWindow) => void;
};

/**
 * Determines which rows of a long list are rendered while the window scrolls. Rows in view are in normal flow, so
 * that rows rendered before measurement stay in place. Loaded at the end of the first rows.
 *
 * The virtualizer recomputes the positions of all its rows with each page. It is therefore given only a range around
 * the view, with everything above as part of the margin.
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
  // Adding up 100,000 heights takes milliseconds, so it is done only when the range moves or the row above it
  // changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const above = useMemo(() => heightOf(rows, { from: 0, to: from }, sizeOf), [from, rows[from - 1]]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const farTop = useMemo(() => (isFar ? heightOf(rows, { from: 0, to: kept }, sizeOf) : 0), [isFar, kept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  const below = useMemo(() => heightOf(rows, { from: to, to: rows.length }, sizeOf), [to, rows.length]);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: to - from,
    estimateSize: () => usualRowPixels,
    // Stable while the rows are the same: a new function makes the virtualizer recompute all positions.
    getItemKey: useCallback((index: number) => rows[from + index] ?? index, [rows, from]),
    overscan,
    // Renders after scrolling rather than synchronously: after a jump all rows in view are new.
    useFlushSync: false,
    scrollMargin: margin + above,
    scrollPaddingStart: covered,
    scrollPaddingEnd: 24,
    rangeExtractor: (range) => withKept(range, kept - from),
    initialMeasurementsCache: drawnBefore,
  });
  sizes.current = virtualizer.itemSizeCache;
  // Row indexes refer to the whole list.
  virtualizer.indexFromElement = ({ dataset }) => Number(dataset.index) - from;

  // The virtualizer scrolls to an index within the range for several frames; in another range that index is a
  // different row. The feed continues the scroll itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said.
  useLayoutEffect(() => virtualizer.cancelScroll(), [from]);

  // Elements above the list, such as the band and the notices, may change their height at any time.
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
      // After the row has the focus, on which the browser scrolls to its previous position.
      else
        requestAnimationFrame(() =>
          window.scrollTo({ top: margin + heightOf(rows, { from: 0, to: index }, sizeOf) - covered }),
        );
    },
  };
  const told = JSON.stringify([next.drawn, next.before, next.after, from, to, margin]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the rendered rows change.
  useLayoutEffect(() => {
    // Until the window is measured, the rows rendered without windowing stay.
    if (items.length > 0 || rows.length === 0) onWindow(next);
  }, [told, onWindow]);
  return null;
}

/** The heights of the rows rendered without windowing, so that they do not move when other heights are estimated. */
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
