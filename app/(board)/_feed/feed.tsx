'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useBoardState } from '../../_live/provider';
import { useFeed } from '../../_live/use-feed';
import { useLogging } from '../../_shell/_log/log-context';
import { useKeys } from '../../_shell/_shortcuts/use-keys';
import { useOpenRecord } from '../_record/use-open-record';
import { useRowSelection } from '../_select/use-row-selection';
import { scrollerOf } from '../scroller';
import { useView } from '../view';
import { ensureInView } from './ensure-in-view';
import { FeedEnd } from './feed-end';
import { FeedTop } from './feed-top';
import { Row } from './row';
import { usePauseWhenScrolled } from './use-pause-when-scrolled';
import { useVirtualRows } from './use-virtual-rows';

/** The next page is loaded when this many rows are left below the view. */
const prefetchRows = 8;

/** Incidents and threats in one list, latest activity first. Of a long list only the rows in view are rendered. */
export function Feed() {
  const t = useTranslations('board.feed');
  const feed = useFeed();
  const { rows, eventOf, newIds, isRush, waiting, before, hasMore, isCut, loading, pause, setInView } = feed;
  const { fetching } = useView();
  const opened = useOpenRecord();
  const isCovered = useLogging().kind !== null;
  const { sort } = useBoardState();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const pendingFocus = useRef<string | null>(null);
  const start = useRef<HTMLDivElement>(null);
  /** Counts the lists that the user has asked for: the newest rows, or those before a date. */
  const [asked, setAsked] = useState(0);
  /** Otherwise a list begins in the past because the newest rows were evicted. */
  const [isAtDate, setAtDate] = useState(false);
  const at = active === null ? -1 : rows.indexOf(active);
  const view = useVirtualRows({ rows, list, kept: at, isRush });
  const { drawn, first, measure, bringTo } = view;
  usePauseWhenScrolled(list, pause);

  const inView = rows[first] ?? null;
  useEffect(() => setInView(inView), [inView, setInView]);
  const isNearEnd = hasMore && (drawn.at(-1)?.index ?? 0) >= rows.length - prefetchRows;
  useEffect(() => {
    if (isNearEnd && loading === 'idle' && fetching === 'idle') void feed.loadMore();
  });

  const tabStop = at < 0 ? rows[0] : active;
  const moveTo = (given: number) => {
    const index = Math.min(Math.max(given, 0), rows.length - 1);
    const id = rows[index];
    if (id === undefined) return id;
    pendingFocus.current = id;
    setActive(id);
    bringTo(index);
    ensureInView(list.current, () => document.getElementById(`row-${id}`)?.closest('article') ?? null);
    return id;
  };
  // The button that was pressed is gone, so focus moves to the first row that it brought.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each list that was asked for.
  useLayoutEffect(() => {
    if (asked === 0) return;
    pendingFocus.current = rows[0] ?? null;
    if (before === null) scrollerOf(list.current)?.scrollTo({ top: 0 });
    else start.current?.scrollIntoView();
  }, [asked]);
  // The row may not exist until the list has scrolled to it.
  useLayoutEffect(() => {
    const link = pendingFocus.current && document.getElementById(`row-${pendingFocus.current}`);
    if (!link) return;
    pendingFocus.current = null;
    link.focus({ preventScroll: true });
  });
  const step = (by: number) => moveTo(at < 0 ? 0 : at + by);
  const selecting = useRowSelection({ rows, active, step });
  // With a record open, j and k open the next one, starting from the open record's own row if it is rendered.
  const stepRecord = (by: number) => {
    const open = opened.ref;
    if (open === null) return void step(by);
    const isOpen = (id: string | undefined) => id !== undefined && eventOf(id)?.ref === open;
    const from = isOpen(rows[at]) ? at : (drawn.find(({ id }) => isOpen(id))?.index ?? at);
    const to = Math.min(Math.max(from < 0 ? 0 : from + by, 0), rows.length - 1);
    moveTo(to);
    const next = eventOf(rows[to] ?? '');
    if (next) opened.open(next.ref);
  };
  useKeys(
    isCovered ? {} : { j: () => stepRecord(1), k: () => stepRecord(-1), x: () => selecting?.toggleActive() },
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (selecting?.takeKey(event)) return event.preventDefault();
    const moves: Record<string, () => unknown> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move();
  };
  const showNewest = async () => {
    if (before !== null && !(await feed.goTo(null))) return;
    pause(false);
    setAtDate(false);
    setActive(null);
    setAsked(asked + 1);
  };
  const goToDate = async (moment: string) => {
    if (!(await feed.goTo(moment))) return;
    setAtDate(true);
    setActive(null);
    setAsked(asked + 1);
  };

  return (
    <>
      <div ref={start} className="feed" />
      <FeedTop
        waiting={waiting}
        eventOf={eventOf}
        before={isAtDate ? before : null}
        onNewest={() => void showNewest()}
      />
      <div
        ref={list}
        id="feed"
        tabIndex={-1}
        role="feed"
        aria-label={t(sort === 'at' ? 'labelByTime' : 'label')}
        aria-busy={loading === 'loading' || fetching === 'fetching'}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = event.target.closest('article')?.dataset.id;
          if (id !== undefined) setActive(id);
        }}
        {...selecting?.clicks}
        className={`feed rows relative outline-none ${fetching === 'fetching' ? 'opacity-70' : ''} ${
          selecting?.isOn ? 'is-selecting' : ''
        }`}
        style={{ paddingTop: view.before, paddingBottom: view.after }}
      >
        {drawn.map(({ id, index, strayTop }) => {
          const event = eventOf(id);
          return event ? (
            <Row
              key={id}
              event={event}
              index={index}
              count={hasMore || isCut || before !== null ? -1 : rows.length}
              isNew={newIds.has(id)}
              isRush={isRush}
              isSelected={selecting?.ids.has(id) ?? null}
              isOpen={opened.ref === event.ref}
              isTabStop={id === tabStop}
              strayTop={strayTop}
              measure={measure}
              onOpen={opened.open}
            />
          ) : null;
        })}
      </div>
      <FeedEnd feed={feed} onDate={(moment) => void goToDate(moment)} />
    </>
  );
}
