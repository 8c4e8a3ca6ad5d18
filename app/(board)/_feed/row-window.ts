type DrawnRow = {
  index: number;
  /** Pixels from the list's top, where the row stands apart from those that flow: kept, for it has the focus. */
  strayTop: number | null;
  /** Does it lie outside of the stretch that is worked out? Its height is then not known yet. */
  isFar: boolean;
};

/** What of the list is drawn; `before` and `after` stand for the rest, in pixels. */
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

/** The first rows, and the kept one after them where arrivals have brought it further down. */
export function firstRows(rows: readonly string[], kept: number): RowWindow {
  const first = rows.slice(0, plainRows).map((_, index) => ({ index, strayTop: null, isFar: false }));
  const drawn = kept < plainRows ? first : [...first, { index: kept, strayTop: null, isFar: false }];
  return { drawn, before: 0, after: 0 };
}

/**
 * The rows that stand in a window now, which may have been told of others: so arrivals are drawn at once, and
 * not only when the window is told anew. The kept one stays drawn wherever it has gone, at a place to be told.
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
