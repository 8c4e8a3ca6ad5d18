'use client';

import { useMemo } from 'react';
import { useBoardState, useServerNow } from './provider';
import { type ThreatsNow, threatsNow } from './threats-now';

/** Missions of `own` countries come first within each tier. */
export function useThreatsNow(own: readonly string[]): ThreatsNow {
  const state = useBoardState();
  const now = useServerNow();
  const { active, filter, found, lapsed } = state;
  // The figures are refetched every few seconds and matter here only during a search.
  const figures = found ? state.figures : noFigures;
  return useMemo(
    () => threatsNow({ active, filter, found, figures, lapsed }, now, own),
    [active, filter, found, figures, lapsed, now, own],
  );
}

const noFigures = { threatened: [] };
