import type { Columns } from './columns';

/** The sort value and number of the last event of the previous page. */
type PageKey = { value: number; n: number };

type PageOptions = { sort: 'at' | 'latest'; limit: number; after: PageKey | null };

/**
 * The numbers of the matching events of a page, latest first, of equal ones the highest number first. `evaluated` has
 * 0 for each row that matches. A heap keeps the latest so far, so the order of the rows does not matter.
 */
export function selectPage(
  columns: Columns,
  evaluated: Uint8Array,
  { sort, limit, after }: PageOptions,
): number[] {
  const { n, at, activityAt } = columns.rows();
  const values = sort === 'at' ? at : activityAt;
  const isBefore = (a: number, b: number) => {
    const x = values[a] ?? 0;
    const y = values[b] ?? 0;
    return x < y || (x === y && (n[a] ?? 0) < (n[b] ?? 0));
  };
  const { value: afterValue, n: afterN } = after ?? { value: Number.POSITIVE_INFINITY, n: 0 };
  /** The earliest is first; a parent is before its children. */
  const heap: number[] = [];

  // Backwards, because the newest are usually last: fewer rows then enter the heap.
  for (let row = evaluated.length - 1; row >= 0; row -= 1) {
    if (evaluated[row] !== 0) continue;
    const value = values[row] ?? 0;
    if (value > afterValue || (value === afterValue && (n[row] ?? 0) >= afterN)) continue;
    if (heap.length < limit) {
      heap.push(row);
      moveUp(heap, isBefore);
    } else if (heap[0] !== undefined && isBefore(heap[0], row)) {
      heap[0] = row;
      moveDown(heap, isBefore);
    }
  }
  return heap.sort((a, b) => (isBefore(a, b) ? 1 : -1)).map((row) => n[row] ?? 0);
}

type Order = (a: number, b: number) => boolean;

function moveUp(heap: number[], isBefore: Order): void {
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIf(heap, index, parent, isBefore)) return;
    index = parent;
  }
}

function moveDown(heap: number[], isBefore: Order): void {
  let index = 0;
  for (;;) {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const [a, b] = [heap[left], heap[right]];
    if (a === undefined) return;
    const child = b !== undefined && isBefore(b, a) ? right : left;
    if (!swapIf(heap, child, index, isBefore)) return;
    index = child;
  }
}

/** Swaps a child with its parent if it is before it. */
function swapIf(heap: number[], child: number, parent: number, isBefore: Order): boolean {
  const [a, b] = [heap[child], heap[parent]];
  if (a === undefined || b === undefined || !isBefore(a, b)) return false;
  heap[child] = b;
  heap[parent] = a;
  return true;
}
