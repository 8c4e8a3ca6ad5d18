'use client';

import { type Dispatch, startTransition, useEffect, useEffectEvent, useRef } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import type { BoardAction, BoardState } from './board-state';
import { fetchActive, fetchFigures, fetchRows } from './fetch-board';
import { randomDelayMillis } from './random-delay';

/** A search is repeated sooner, since its rows have no other source. */
const searchMillis = 400;

type Deps = { state: BoardState; search: string; dispatch: Dispatch<BoardAction> };

/**
 * Fetches what frames do not contain: the figures after every frame; the rows during a search, or after a visible
 * name or link has changed. At most one request of each kind is scheduled, after a random delay so that a thousand
 * boards do not ask at once.
 */
export function useRefetches({ state, search, dispatch }: Deps): { after(items: readonly FeedItem[]): void } {
  const etag = useRef<{ search: string; value: string | null }>({ search, value: null });
  const scheduled = useRef<{ figures?: ReturnType<typeof setTimeout>; rows?: ReturnType<typeof setTimeout> }>(
    {},
  );

  const fetchFiguresNow = useEffectEvent(async () => {
    const { generation } = state;
    const known = etag.current.search === search ? etag.current.value : null;
    const answer = await fetchFigures(search, known);
    etag.current = { search, value: answer.etag };
    const { figures } = answer;
    // Renders about 200 filter rows, so user input goes first.
    if (figures) startTransition(() => dispatch({ type: 'figures', generation, figures }));
  });
  const fetchRowsNow = useEffectEvent(async () => {
    const { generation, rows } = state;
    const active = await fetchActive();
    const { items, next } = await fetchRows(search, rows.length);
    dispatch({ type: 'refresh', generation, active: active.items, items, next });
  });

  const isUnmounted = useRef(false);
  const schedule = useRef((what: 'figures' | 'rows', fetchNow: () => Promise<void>, millis: number) => {
    // A request in flight may fail after the board was left.
    if (isUnmounted.current) return;
    scheduled.current[what] ??= setTimeout(() => {
      scheduled.current[what] = undefined;
      fetchNow().catch(() => schedule.current(what, fetchNow, 5 * randomDelayMillis()));
    }, millis);
  });
  useEffect(() => {
    isUnmounted.current = false;
    return () => {
      isUnmounted.current = true;
      clearTimeout(scheduled.current.figures);
      clearTimeout(scheduled.current.rows);
      scheduled.current = {};
    };
  }, []);

  const after = useEffectEvent((items: readonly FeedItem[]) => {
    schedule.current('figures', () => fetchFiguresNow(), randomDelayMillis());
    const isSearch = state.found !== null;
    if (isSearch || items.some(({ op }) => op === 'changed')) {
      schedule.current('rows', () => fetchRowsNow(), isSearch ? searchMillis : randomDelayMillis());
    }
  });
  return { after };
}
