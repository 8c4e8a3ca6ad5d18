'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { useFeed } from '../../_live/use-feed';
import { useLogging } from '../../_shell/_log/log-context';
import { useKeys } from '../../_shell/use-keys';
import { useOpenRecord } from '../_record/use-open-record';
import { useView } from '../view';
import { FeedEnd } from './feed-end';
import { keepInView } from './keep-in-view';
import { Row } from './row';
import { firstRows, plainRows, type RowWindow, rowsIn } from './row-window';
import { useNearViewport } from './use-near-viewport';
import { usePauseWhenScrolled } from './use-pause-when-scrolled';

const Windowing = createLazyComponent(() => import('./windowing'));

/** The next page is loaded when this many rows are left below the view. */
const prefetchRows = 8;

/** Incidents and threats in one list, latest activity first. Of a long list only the rows in view are rendered. */
export function Feed() {
  const t = useTranslations('board.feed');
  const { rows, eventOf, newIds, isRush, waiting, hasMore, loading, loadMore, pause } = useFeed();
  const { fetching } = useView();
  const opened = useOpenRecord();
  const isCovered = useLogging().kind !== null;
  const list = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [windowed, setWindowed] = useState<RowWindow | null>(null);
  const [isWindowing, setWindowing] = useState(false);
  const pendingFocus = useRef<string | null>(null);
  const focusesFirst = useRef(false);
  /** The row the user moved to before the windowed list was loaded. */
  const pendingScroll = useRef<string | null>(null);
  const at = active === null ? -1 : rows.indexOf(active);
  const view = windowed ?? firstRows(rows, at);
  const { before, after, measure, bringTo } = view;
  const drawn = rowsIn(view, rows, at);
  const isCut = windowed === null && rows.length > plainRows;
  usePauseWhenScrolled(list, pause);
  // If loading fails, the first rows stay and the next call tries again.
  const startWindowing = useCallback(() => {
    Windowing.load().then(
      () => setWindowing(true),
      () => undefined,
    );
  }, []);
  useNearViewport(end, isCut, startWindowing);
  // A burst of arrivals renders every row each time, and two thirds of the unwindowed rows are out of view.
  const isTooMuch = isCut && (isRush || at >= plainRows);
  useEffect(() => {
    if (isTooMuch) startWindowing();
  }, [isTooMuch, startWindowing]);

  const isNearEnd = hasMore && !isCut && (drawn.at(-1)?.index ?? 0) >= rows.length - prefetchRows;
  useEffect(() => {
    if (isNearEnd && loading === 'idle' && fetching === 'idle') void loadMore();
  });

  const tabStop = at < 0 ? rows[0] : active;
  const goTo = (given: number) => {
    const index = Math.min(Math.max(given, 0), rows.length - 1);
    const id = rows[index];
    if (id === undefined) return;
    pendingFocus.current = id;
    setActive(id);
    if (bringTo) bringTo(index);
    else if (index >= plainRows) {
      pendingScroll.current = id;
      startWindowing();
    }
  };
  // The button that showed the waiting rows is gone, so focus moves to the first of them.
  useLayoutEffect(() => {
    if (!focusesFirst.current || waiting > 0) return;
    focusesFirst.current = false;
    pendingFocus.current = rows[0] ?? null;
  });
  // The row may not exist until the list has scrolled to it.
  useLayoutEffect(() => {
    const link = pendingFocus.current && document.getElementById(`row-${pendingFocus.current}`);
    if (!link) return;
    pendingFocus.current = null;
    link.focus({ preventScroll: true });
    link.closest('article')?.scrollIntoView({ block: 'nearest' });
    // Near the top it would scroll after arrivals above, which pauses the feed.
    if (at >= plainRows) keepInView(link);
  });
  // Until windowing was loaded the row stood right after the first rows. Its real place is further down, out of view.
  useLayoutEffect(() => {
    if (!bringTo || pendingScroll.current === null) return;
    if (pendingScroll.current === active) bringTo(at);
    pendingScroll.current = null;
  });
  const step = (by: number) => goTo(at < 0 ? 0 : at + by);
  // With a record open, j and k open the next one, starting from the open record's own row if it is rendered.
  const stepRecord = (by: number) => {
    const open = opened.ref;
    if (open === null) return step(by);
    const isOpen = (id: string | undefined) => id !== undefined && eventOf(id)?.ref === open;
    const from = isOpen(rows[at]) ? at : (drawn.find(({ id }) => isOpen(id))?.index ?? at);
    const to = Math.min(Math.max(from < 0 ? 0 : from + by, 0), rows.length - 1);
    goTo(to);
    const next = eventOf(rows[to] ?? '');
    if (next) opened.open(next.ref);
  };
  useKeys(isCovered ? {} : { j: () => stepRecord(1), k: () => stepRecord(-1) });
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move();
  };
  const showWaiting = () => {
    pause(false);
    focusesFirst.current = true;
    setActive(null);
    window.scrollTo({ top: 0 });
  };

  return (
    <>
      <div className="feed-top sticky z-[5] flex h-0 justify-center">
        {waiting > 0 && (
          <button
            type="button"
            onClick={showWaiting}
            className="mt-2 h-9 shrink-0 cursor-pointer rounded-full border border-ink bg-ink px-4 font-medium text-paper shadow-lg shadow-shade hover:bg-ink-2"
          >
            {t('waiting', { count: waiting })}
          </button>
        )}
      </div>
      <div
        ref={list}
        id="feed"
        tabIndex={-1}
        role="feed"
        aria-label={t('label')}
        aria-busy={loading === 'loading' || fetching === 'fetching'}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = event.target.closest('article')?.dataset.id;
          if (id !== undefined) setActive(id);
        }}
        className={`feed relative outline-none ${fetching === 'fetching' ? 'opacity-70' : ''}`}
        style={{ paddingTop: before, paddingBottom: after }}
      >
        {drawn.map(({ id, index, strayTop, isFar }) => {
          const event = eventOf(id);
          return event ? (
            <Row
              key={id}
              event={event}
              index={index}
              count={hasMore ? -1 : rows.length}
              isNew={newIds.has(id)}
              isRush={isRush}
              isOpen={opened.ref === event.ref}
              isTabStop={id === tabStop}
              strayTop={strayTop}
              // A row is measured once, when it gets this function. A distant row would be skipped and never measured
              // again.
              measure={isFar ? undefined : measure}
              onOpen={opened.open}
            />
          ) : null;
        })}
      </div>
      {isWindowing && <Windowing rows={rows} list={list} kept={at} onWindow={setWindowed} />}
      <div ref={end}>
        <FeedEnd count={rows.length} hasMore={hasMore || isCut} loading={loading} onLoad={loadMore} />
      </div>
    </>
  );
}
