'use client';

import './map.css';
import './marks/marks.css';
import { useEffect, useState } from 'react';
import { createLazyComponent } from '../_lazy/lazy-component';
import { cx } from '../_ui/cx';

const MapView = createLazyComponent(() => import('./map-view'));

export type EventMapProps = {
  /** The accessible name of the region. */
  label: string;
  /** The filter as a query string, as in the address of the board and in GET /api/map. */
  search: string;
  /** Changes when records may have changed; the map is then fetched again. Without it the map stays as it is. */
  revision?: unknown;
  /** Remembers where the reader moved the map, under this name; without it the map always begins with the records. */
  keepAs?: string;
  /** Opens a record in place; without it a record opens on its page. */
  onOpen?: (eventRef: string) => void;
  /** Filters by a box (W,S,E,N) in place, or removes it (null); without it the list opens on the board. */
  onBox?: (box: string | null) => void;
  /** Only the drawing, the marks and the zoom: for small maps. */
  isPlain?: boolean;
  /** The size of the map; it has none of its own. */
  className?: string;
};

/**
 * A map of the events that a filter finds and of the missions under threat among them. Needs the messages `map`. Its
 * code and data are loaded when the page is drawn and idle.
 */
export function EventMap({ className, ...props }: EventMapProps) {
  const isIdle = useIsIdle();
  return (
    <section aria-label={props.label} data-map="" data-print="no" className={cx('event-map', className)}>
      {isIdle && <MapView {...props} />}
    </section>
  );
}

function useIsIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(() => setIdle(true), 200);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: 1_000 });
    return () => cancelIdleCallback(request);
  }, []);
  return isIdle;
}
