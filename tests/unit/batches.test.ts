import { expect, test } from '@playwright/test';
import { createPartSizer } from '@/db/batches';

/** The sizes of ten parts, if each record takes so long (ms). */
function sizesAt(millisEach: number): number[] {
  const sizer = createPartSizer();
  return Array.from({ length: 10 }, () => {
    const size = sizer.next();
    sizer.record(size, size * millisEach);
    return size;
  });
}

test('the parts of a long operation grow and shrink until none keeps other writes waiting over 20 ms', () => {
  for (const millis of [0.01, 0.3, 1, 5]) {
    const [, ...later] = sizesAt(millis);
    for (const size of later) expect(size * millis, `${millis} ms each`).toBeLessThanOrEqual(20);
  }
  expect(sizesAt(0.3).at(-1)).toBe(40);
  expect(sizesAt(0.000_1).at(-1), 'At most a batch').toBe(1_000);
  expect(sizesAt(100).at(-1), 'At least a record').toBe(1);
});
