'use client';

import { useMemo } from 'react';
import { type Band, bandOf } from './band-of';
import { useBoardState, useServerNow } from './provider';

export function useBand(): Band {
  const state = useBoardState();
  const now = useServerNow();
  const { pressing, filter, found, lapsed } = state;
  // The figures come anew every few seconds, and tell something of the band only under a search.
  const figures = found ? state.figures : noFigures;
  return useMemo(
    () => bandOf({ pressing, filter, found, figures, lapsed }, now),
    [pressing, filter, found, figures, lapsed, now],
  );
}

const noFigures = { threatened: [] };
