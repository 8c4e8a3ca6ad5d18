/** The range of rows whose positions are computed: `from` up to `to`. */
type Stretch = { from: number; to: number };

/** The range grows by this many rows, one lot before the view and one after it. */
const lot = 1_000;

/** The range for the rows `first` to `last` in view, of `count` rows. */
export function stretchAround({ first, last }: { first: number; last: number }, count: number): Stretch {
  return {
    from: Math.max(0, (Math.floor(Math.min(first, count) / lot) - 1) * lot),
    to: Math.min(count, (Math.floor(last / lot) + 2) * lot),
  };
}

/** The height of the rows `from` up to `to`, in pixels. */
export function heightOf(
  rows: readonly string[],
  { from, to }: Stretch,
  sizeOf: (id: string) => number,
): number {
  let height = 0;
  for (let index = from; index < to; index += 1) height += sizeOf(rows[index] ?? '');
  return height;
}

/** The row at this distance below the list's top, or the last row. */
export function rowAt(rows: readonly string[], pixels: number, sizeOf: (id: string) => number): number {
  let height = 0;
  for (const [index, id] of rows.entries()) {
    height += sizeOf(id);
    if (height > pixels) return index;
  }
  return Math.max(0, rows.length - 1);
}
