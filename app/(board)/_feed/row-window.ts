type DrawnRow = {
  id: string;
  index: number;
  /** Pixels from the list's top, where the row stands apart from those that flow: kept, for it has the focus. */
  strayTop: number | null;
};

/** What of the list is drawn; `before` and `after` stand for the rest, in pixels. */
export type RowWindow = {
  drawn: readonly DrawnRow[];
  before: number;
  after: number;
  /** Goes on each row, so that its true height is known. */
  measure?: (element: HTMLElement | null) => void;
  /** Moves the list so that a row comes to be drawn. */
  bringTo?: (index: number) => void;
};

/** So many rows are drawn plainly; of a longer list the rest waits for what measures it (windowing.tsx). */
export const plainRows = 24;

export function firstRows(rows: readonly string[]): RowWindow {
  const drawn = rows.slice(0, plainRows).map((id, index) => ({ id, index, strayTop: null }));
  return { drawn, before: 0, after: 0 };
}
