'use client';

import { useSyncExternalStore } from 'react';
import type { BandCapacity } from './cards';

/**
 * Cards per row by window width, and rows by window height, so that the band takes less than 35 % of the height. In
 * rem, as in the style sheet's breakpoints; largest first.
 */
const columnsFrom = [
  [160, 6],
  [120, 5],
  [80, 4],
  [60, 3],
  [0, 2],
] as const;
const rowsFrom = [
  [107, { rows: 3, lineRows: 3 }],
  [76, { rows: 2, lineRows: 2 }],
  [56, { rows: 1, lineRows: 2 }],
  [44, { rows: 1, lineRows: 1 }],
  [40, { rows: 0, lineRows: 3 }],
  [0, { rows: 0, lineRows: 2 }],
] as const;

const phoneLinesFrom = [
  [48, 5],
  [42, 4],
  [0, 3],
] as const;

/** The size the server renders for: a common desktop and a common phone. */
const serverCapacity = capacityOf(4, rowsFrom[2][1], 5);
let measured: BandCapacity = serverCapacity;

function capacityOf(
  columns: number,
  { rows, lineRows }: { rows: number; lineRows: number },
  phoneLines: number,
): BandCapacity {
  return { columns, rows, lines: columns * lineRows, phoneLines };
}

function measure(): BandCapacity {
  const isHigh = ([rem]: readonly [number, unknown]) => matchMedia(`(min-height: ${rem}rem)`).matches;
  const [, columns] = columnsFrom.find(([rem]) => matchMedia(`(min-width: ${rem}rem)`).matches) ?? [0, 2];
  const [, height] = rowsFrom.find(isHigh) ?? rowsFrom[5];
  const [, phoneLines] = phoneLinesFrom.find(isHigh) ?? phoneLinesFrom[2];
  const next = capacityOf(columns, height, phoneLines);
  if (JSON.stringify(next) !== JSON.stringify(measured)) measured = next;
  return measured;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/**
 * What fits in the band in this window. board.css has the same columns, so that the layout is right before scripts
 * run.
 */
export function useBandCapacity(): BandCapacity {
  return useSyncExternalStore(subscribe, measure, () => serverCapacity);
}
