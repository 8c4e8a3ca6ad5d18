type Arrays = Record<string, Uint8Array | Uint16Array | Uint32Array | Float64Array>;

const initialCapacity = 1024;
const growth = 1.25;

/** Rows as columns: typed arrays of equal length, which grow with the rows. Arrays are replaced when they grow. */
export function createTable<T extends Arrays>(allocate: (capacity: number) => T) {
  let arrays = allocate(initialCapacity);
  let capacity = initialCapacity;
  let size = 0;

  /** Adds this many rows of zeros and returns the index of the first. */
  function push(count = 1): number {
    const start = size;
    size += count;
    if (size > capacity) {
      capacity = Math.ceil(Math.max(size, capacity * growth));
      const larger = allocate(capacity);
      for (const [name, array] of Object.entries(larger)) array.set(arrays[name] ?? []);
      arrays = larger;
    }
    return start;
  }

  /** Appends copies of rows of another table with the same columns; returns the index of the first. */
  function copy(from: T, start: number, count: number): number {
    const added = push(count);
    for (const [name, array] of Object.entries(arrays)) {
      const source = from[name];
      for (let row = 0; source && row < count; row += 1) array[added + row] = source[start + row] ?? 0;
    }
    return added;
  }

  return { push, copy, columns: () => arrays, size: () => size };
}
