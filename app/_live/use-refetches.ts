'use client';

import { type Dispatch, startTransition, useEffect, useEffectEvent, useRef } from 'react';
import type { FeedItem } from '@/db/model/journal/live';
import type { BoardAction, BoardState } from './board-state';
import { createRefetch, type Refetch } from './create-refetch';
import { fetchActive, fetchFigures, fetchRows } from './fetch-board';
import { randomDelayMillis } from './random-delay';

/** A search is repeated sooner, since its rows have no other source. */
const searchMillis = 400;

type Deps = { state: BoardState; search: string; dispatch: Dispatch<BoardAction> };

/**
 * Fetches what frames do not contain: the figures after every frame; the rows during a search, after a visible name
 * or link has changed, and after a bulk change. One request of each kind runs at a time, after a random delay so that
 * a thousand boards do not ask at once.
 */
export function useRefetches({ state, search, dispatch }: Deps): { after(items: readonly FeedItem[]): void } {
  const etag = useRef<{ search: string; value: string | null }>({ search, value: null });
  const needsActive = useRef(false);
  const fetches = useRef<{ figures: Refetch; rows: Refetch }>(null);

  const fetchFiguresNow = useEffectEvent(async () => {
    const { generation } = state;
    const known = etag.current.search === search ? etag.current.value : null;
    const answer = await fetchFigures(search, known);
    etag.current = { search, value: answer.etag };
    const { figures } = answer;
    // Renders about 200 filter rows, so user input goes first.
    if (figures) startTransition(() => dispatch({ type: 'figures', generation, figures }));
  });
  const currentGeneration = useEffectEvent(() => state.generation);
  const fetchRowsNow = useEffectEvent(async () => {
    const { generation, rows, sort, before, end, events: known } = state;
    const withActive = needsActive.current;
    needsActive.current = false;
    try {
      const active = withActive ? (await fetchActive()).items : null;
      const page = await fetchRows({ search, sort }, { before, end, count: rows.length });
      // The answer to another filter does not apply, but what it was to update may still be shown.
      if (currentGeneration() !== generation) throw new Error('The filter has changed');
      startTransition(() => dispatch({ type: 'refresh', generation, known, active, ...page }));
    } catch (error) {
      needsActive.current ||= withActive;
      throw error;
    }
  });

  useEffect(() => {
    const figures = createRefetch(() => fetchFiguresNow());
    const rows = createRefetch(() => fetchRowsNow());
    fetches.current = { figures, rows };
    return () => {
      figures.stop();
      rows.stop();
    };
  }, []);

  const after = useEffectEvent((items: readonly FeedItem[]) => {
    fetches.current?.figures.schedule(randomDelayMillis());
    if (items.some(({ op }) => op === 'changed' || op === 'refetch')) {
      needsActive.current = true;
      fetches.current?.rows.schedule(randomDelayMillis());
    } else if (state.found !== null) fetches.current?.rows.schedule(searchMillis);
  });
  return { after };
}
