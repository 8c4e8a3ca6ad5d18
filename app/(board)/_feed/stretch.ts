/** Of a list of any length, the rows whose places are worked out: `from` up to `to`. */
type Stretch = { from: number; to: number };

/** Rows are taken in by so many, one lot ahead of what is in view and one behind. */
const lot = 1_000;

/** The stretch for the rows `first` to `last` in view, of `count` in all. */
export function stretchAround({ first, last }: { first: number; last: number }, count: number): Stretch {
  return {
    from: Math.max(0, (Math.floor(Math.min(first, count) / lot) - 1) * lot),
    to: Math.min(count, (Math.floor(last / lot) + 2) * lot),
  };
}

/** Pixels of the rows `from` up to `to`. */
export function heightOf(
  rows: readonly string[],
  { from, to }: Stretch,
  sizeOf: (id: string) => number,
): number {
  let height = 0;
  for (let index = from; index < to; index += 1) height += sizeOf(rows[index] ?? '');
  return height;
}

/** The row that many pixels below the list's top, or the last one. */
export function rowAt(rows: readonly string[], pixels: number, sizeOf: (id: string) => number): number {
  let height = 0;
  for (const [index, id] of rows.entries()) {
    height += sizeOf(id);
    if (height > pixels) return index;
  }
  return Math.max(0, rows.length - 1);
}
