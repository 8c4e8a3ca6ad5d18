type DrawnRow = {
  index: number;
  /**
   * The row's distance from the top of the list in pixels if it is kept outside the window because it has the focus;
   * otherwise null.
   */
  strayTop: number | null;
  /** Whether the row is outside the measured range, so that its height is not known yet. */
  isFar: boolean;
};

/** The rendered rows; `before` and `after` are the heights of the others, in pixels. */
export type RowWindow = {
  drawn: readonly DrawnRow[];
  before: number;
  after: number;
  /** Ref of each row, which measures its height. */
  measure?: (element: HTMLElement | null) => void;
  /** Scrolls the list until a row is rendered. */
  bringTo?: (index: number) => void;
};

/** Rows rendered without windowing (windowing.tsx). */
export const plainRows = 24;

/** The first rows, and the kept row if arrivals have moved it further down. */
export function firstRows(rows: readonly string[], kept: number): RowWindow {
  const first = rows.slice(0, plainRows).map((_, index) => ({ index, strayTop: null, isFar: false }));
  const drawn = kept < plainRows ? first : [...first, { index: kept, strayTop: null, isFar: false }];
  return { drawn, before: 0, after: 0 };
}

/**
 * The rows of a window with their current ids. The window may have been computed for earlier rows, so that arrivals
 * render at once and not only with the next window. The kept row is always included; its position may not be known
 * yet.
 */
export function rowsIn(
  { drawn }: RowWindow,
  rows: readonly string[],
  kept: number,
): (DrawnRow & { id: string })[] {
  const standing = drawn.filter(({ index, strayTop }) => strayTop === null || index === kept);
  const isAway = kept >= 0 && !standing.some(({ index }) => index === kept);
  const first = standing[0]?.index ?? 0;
  const away = isAway ? [{ index: kept, strayTop: 0, isFar: true }] : [];
  return [...(kept < first ? away : []), ...standing, ...(kept < first ? [] : away)].flatMap((one) => {
    const id = rows[one.index];
    return id === undefined ? [] : [{ ...one, id }];
  });
}
