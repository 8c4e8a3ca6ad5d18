'use client';

import { type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

export type Drawn = {
  id: string;
  index: number;
  /** Set where the row stands apart from those in view, which flow: kept, because it has the focus. */
  strayTop: number | null;
};

const usualRowPixels = 112;
/** What stands fixed above the list: the header, the band's line and the search line. */
const coveredPixels = 52 + 40 + 60;
const overscan = 6;

type UseRows = { rows: readonly string[]; list: RefObject<HTMLElement | null>; kept: string | null };

/**
 * Which rows to draw of a list that scrolls with the window. They flow one after the other, so that what the
 * server drew by guess stays in place when it is measured; `before` and `after` stand for the rest, in pixels.
 */
export function useRows({ rows, list, kept }: UseRows) {
  const [margin, setMargin] = useState(0);
  const keptIndex = kept === null ? -1 : rows.indexOf(kept);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize: () => usualRowPixels,
    getItemKey: (index) => rows[index] ?? index,
    overscan,
    scrollMargin: margin,
    scrollPaddingStart: coveredPixels,
    scrollPaddingEnd: 24,
    initialRect: { width: 1200, height: 900 },
    rangeExtractor: (range) => withKept(range, keptIndex),
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
  const range = virtualizer.range;
  const isStray = (index: number) =>
    index === keptIndex &&
    range !== null &&
    (index < range.startIndex - overscan || index > range.endIndex + overscan);
  const flowing = items.filter(({ index }) => !isStray(index));
  const first = flowing[0];
  const end = flowing.at(-1);
  const total = virtualizer.getTotalSize();
  return {
    drawn: items.map<Drawn>(({ index, start }) => ({
      id: rows[index] ?? '',
      index,
      strayTop: isStray(index) ? start - margin : null,
    })),
    before: first ? first.start - margin : 0,
    after: end ? Math.max(0, total - (end.end - margin)) : 0,
    measure: virtualizer.measureElement,
    bringTo: useCallback(
      (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
      [virtualizer],
    ),
  };
}

function withKept({ startIndex, endIndex, overscan: more, count }: Range, kept: number): number[] {
  const start = Math.max(startIndex - more, 0);
  const end = Math.min(endIndex + more, count - 1);
  const indexes = Array.from({ length: end - start + 1 }, (_, step) => start + step);
  if (kept < 0 || kept >= count) return indexes;
  if (kept < start) return [kept, ...indexes];
  return kept > end ? [...indexes, kept] : indexes;
}
