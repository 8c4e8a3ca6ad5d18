type Order = (a: number, b: number) => boolean;

/** Keeps the `limit` rows that are last in an order, whatever the order in which they are added. */
export function createTopRows(limit: number, isBefore: Order) {
  /** The first is at index 0; a parent is before its children. */
  const heap: number[] = [];

  return {
    add(row: number): void {
      if (heap.length < limit) {
        heap.push(row);
        moveUp(heap, isBefore);
      } else if (heap[0] !== undefined && isBefore(heap[0], row)) {
        heap[0] = row;
        moveDown(heap, isBefore);
      }
    },
    /** The first of the rows kept, once there are `limit`: no row before it is kept any more. */
    first: (): number | undefined => (heap.length < limit ? undefined : heap[0]),
    /** The rows kept, last of the order first. */
    sorted: (): number[] => [...heap].sort((a, b) => (isBefore(a, b) ? 1 : -1)),
  };
}

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
