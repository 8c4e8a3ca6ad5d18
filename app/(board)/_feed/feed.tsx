'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useFeed } from '../../_live/use-feed';
import { useKeys } from '../../_shell/use-keys';
import { useOpened } from '../_record/use-opened';
import { useView } from '../view';
import { FeedEnd } from './feed-end';
import { Row } from './row';
import { useHold } from './use-hold';
import { useRows } from './use-rows';

/** Load the next page when this many rows are left below. */
const aheadRows = 8;

/** Incidents and threats in one list, latest activity first; of a long list what is in view is drawn. */
export function Feed() {
  const t = useTranslations('board.feed');
  const { rows, eventOf, newIds, waiting, hasMore, loading, loadMore, hold } = useFeed();
  const { fetching } = useView();
  const opened = useOpened();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const { drawn, before, after, measure, bringTo } = useRows({ rows, list, kept: active });
  useHold(list, hold);

  const last = drawn.at(-1)?.index ?? 0;
  const isNearEnd = hasMore && last >= rows.length - aheadRows;
  useEffect(() => {
    if (isNearEnd && loading === 'idle' && fetching === 'idle') void loadMore();
  });

  const focusRow = useCallback(
    (index: number) => {
      const id = rows[Math.min(Math.max(index, 0), rows.length - 1)];
      if (id === undefined) return;
      wanted.current = id;
      setActive(id);
      bringTo(rows.indexOf(id));
    },
    [rows, bringTo],
  );
  // The row may be drawn only after the list has moved to it.
  useLayoutEffect(() => {
    const link = wanted.current && document.getElementById(`row-${wanted.current}`);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: true });
  });

  const at = active === null ? -1 : rows.indexOf(active);
  const stop = at < 0 ? rows[0] : active;
  const step = (by: number) => focusRow(at < 0 ? 0 : at + by);
  useKeys({ j: () => step(1), k: () => step(-1) });
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move();
  };

  const showWaiting = () => {
    hold(false);
    window.scrollTo({ top: 0 });
    wanted.current = rows[0] ?? null;
  };

  return (
    <>
      <div className="sticky feed-top z-[5] flex h-0 justify-center">
        {waiting > 0 && (
          <button
            type="button"
            onClick={showWaiting}
            className="mt-2 h-9 cursor-pointer rounded-full border border-ink bg-ink px-4 font-medium text-paper shadow-lg shadow-shade hover:bg-ink-2"
          >
            {t('waiting', { count: waiting })}
          </button>
        )}
      </div>
      <div
        ref={list}
        role="feed"
        aria-label={t('label')}
        aria-busy={loading === 'loading' || fetching === 'fetching'}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = event.target.closest('article')?.dataset.id;
          if (id !== undefined) setActive(id);
        }}
        className={`relative ${fetching === 'fetching' ? 'opacity-70' : ''}`}
        style={{ paddingTop: before, paddingBottom: after }}
      >
        {drawn.map(({ id, index, strayTop }) => {
          const event = eventOf(id);
          return event ? (
            <Row
              key={id}
              event={event}
              index={index}
              count={hasMore ? -1 : rows.length}
              isNew={newIds.has(id)}
              isOpen={opened.ref === event.ref}
              isStop={id === stop}
              strayTop={strayTop}
              measure={measure}
              onOpen={opened.open}
            />
          ) : null;
        })}
      </div>
      <FeedEnd count={rows.length} hasMore={hasMore} loading={loading} onLoad={loadMore} />
    </>
  );
}
