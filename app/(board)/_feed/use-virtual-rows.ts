'use client';

import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useListSetting } from '../../_ui/use-list-setting';
import { coveredHeight, scrollerOf } from '../scroller';

/** Of rows that are not measured yet: two lines, or one and a half. */
const usualRowPixels = { comfortable: 55, compact: 40 } as const;
const overscan = 4;
/** Rows rendered whatever is in view while the list is not scrolled: in the server's page, for print, and to search in. */
const firstRows = 24;
/** Measured heights that are kept, of rows that may have been evicted since. */
const maxHeights = 5_000;

type DrawnRow = {
  id: string;
  index: number;
  /**
   * The row's distance from the top of the list in pixels if it is kept outside the rendered range because it has the
   * focus; otherwise null.
   */
  strayTop: number | null;
};

type VirtualRows = {
  drawn: readonly DrawnRow[];
  /** The heights of the rows above and below those rendered, in pixels. */
  before: number;
  after: number;
  /** The row at the top of the view. */
  first: number;
  /** Ref of each row, which measures its height. */
  measure: (element: HTMLElement | null) => void;
  /** Scrolls until the row is in view, and rendered. */
  bringTo: (index: number) => void;
};

/** Where the list is: `margin` pixels below the top of what scrolls, of which `covered` pixels are covered. */
type Frame = { scroller: HTMLElement | null; margin: number; covered: number };

type Options = {
  rows: readonly string[];
  list: RefObject<HTMLElement | null>;
  /** The index of the row to keep rendered while the list scrolls; -1 for none. */
  kept: number;
  /** Whether many rows arrive at once: then only those near the view are rendered. */
  isRush: boolean;
};

/**
 * Determines which rows are rendered while the feed scrolls. They are in normal flow, so that those in the server's
 * page stay in place.
 */
export function useVirtualRows({ rows, list, kept, isRush }: Options): VirtualRows {
  const [frame, setFrame] = useState<Frame>({ scroller: null, margin: 0, covered: 0 });
  const [density] = useListSetting('density');
  const isHydrated = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => frame.scroller,
    estimateSize: () => usualRowPixels[density],
    // Stable while the rows are the same: a new function makes the virtualizer recompute all positions.
    getItemKey: useCallback((index: number) => rows[index] ?? index, [rows]),
    overscan,
    // Renders after scrolling rather than synchronously: after a jump all rows in view are new.
    useFlushSync: false,
    scrollMargin: frame.margin,
    scrollPaddingStart: frame.covered,
    scrollPaddingEnd: 24,
    rangeExtractor: (range) => withKept(rendered(range, isRush), kept),
  });
  // Before that the rows are where the browser has put them.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isHydrated ? undefined : () => false;

  // Another window may scroll another element, and what stands above the list may change its height at any time.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    let observed: HTMLElement | null = null;
    const observer = new ResizeObserver(() => measure());
    const measure = () => {
      const scroller = scrollerOf(element);
      if (!scroller) return;
      if (scroller !== observed) {
        observer.disconnect();
        observed = scroller;
        for (const part of [scroller, ...scroller.children]) observer.observe(part);
      }
      const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const margin = Math.round(top + scroller.scrollTop);
      const covered = coveredHeight(scroller);
      setFrame((was) =>
        was.scroller === scroller && was.margin === margin && was.covered === covered
          ? was
          : { scroller, margin, covered },
      );
    };
    measure();
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another density changes every height.
  useEffect(() => virtualizer.measure(), [density]);

  useEffect(() => {
    const heights = virtualizer.itemSizeCache;
    if (heights.size <= maxHeights) return;
    const current = new Set<unknown>(rows);
    for (const id of heights.keys()) if (!current.has(id)) heights.delete(id);
  }, [rows, virtualizer]);

  const items = virtualizer.getVirtualItems();
  const common = {
    measure: virtualizer.measureElement,
    bringTo: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
  if (!isHydrated || items.length === 0) {
    const drawn = rows.slice(0, firstRows).map((id, index) => ({ id, index, strayTop: null }));
    return { ...common, drawn, before: 0, after: 0, first: 0 };
  }
  const { margin } = frame;
  const range = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const { start, end: stop } = rendered({ ...range, count: rows.length }, isRush);
  const isStray = (index: number) => index === kept && (index < start || index > stop);
  const flowing = items.filter(({ index }) => !isStray(index));
  const [top] = flowing;
  const end = flowing.at(-1);
  return {
    ...common,
    drawn: items.flatMap(({ index, start: offset }) => {
      const id = rows[index];
      return id === undefined ? [] : [{ id, index, strayTop: isStray(index) ? offset - margin : null }];
    }),
    before: top ? top.start - margin : 0,
    after: end ? Math.max(0, virtualizer.getTotalSize() - (end.end - margin)) : 0,
    first: range.startIndex,
  };
}

type Rendered = { start: number; end: number };

/** The first and the last row to render for those in view. */
function rendered(
  { startIndex, endIndex, count }: Pick<Range, 'startIndex' | 'endIndex' | 'count'>,
  isRush: boolean,
): Rendered {
  const start = Math.max(startIndex - overscan, 0);
  const least = start === 0 && (!isRush || count <= firstRows) ? firstRows - 1 : 0;
  return { start, end: Math.min(Math.max(endIndex + overscan, least), count - 1) };
}

function withKept({ start, end }: Rendered, kept: number): number[] {
  const indexes = Array.from({ length: Math.max(0, end - start + 1) }, (_, step) => start + step);
  if (kept < 0) return indexes;
  if (kept < start) return [kept, ...indexes];
  return kept > end ? [...indexes, kept] : indexes;
}
