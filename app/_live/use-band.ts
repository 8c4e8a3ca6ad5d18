'use client';

import { useMemo } from 'react';
import { type Band, bandOf } from './band-of';
import { useBoardState, useServerNow } from './provider';

/** Missions of `own` countries come first within each tier. */
export function useBand(own: readonly string[]): Band {
  const state = useBoardState();
  const now = useServerNow();
  const { active, filter, found, lapsed } = state;
  // The figures are refetched every few seconds and matter to the band only during a search.
  const figures = found ? state.figures : noFigures;
  return useMemo(
    () => bandOf({ active, filter, found, figures, lapsed }, now, own),
    [active, filter, found, figures, lapsed, now, own],
  );
}

const noFigures = { threatened: [] };
