import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { heightOf, rowAt, stretchAround } from '@/app/(board)/_feed/stretch';

test('the rows in view lie inside the measured stretch, with a margin on both sides', () => {
  fc.assert(
    fc.property(fc.nat(120_000), fc.nat(40), fc.integer({ min: 1, max: 120_000 }), (at, more, count) => {
      const first = Math.min(at, count - 1);
      const last = Math.min(first + more, count - 1);
      const { from, to } = stretchAround({ first, last }, count);
      expect(from === 0 || first - from >= 1_000).toBe(true);
      expect(to === count || to - last > 1_000).toBe(true);
      expect(to - from).toBeLessThanOrEqual(4_000);
    }),
  );
});

test('the row at a height starts above it and ends below it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), fc.nat(), (sizes, any) => {
      const rows = sizes.map((_, index) => String(index));
      const sizeOf = (id: string) => sizes[Number(id)] ?? 0;
      const pixels = any % heightOf(rows, { from: 0, to: rows.length }, sizeOf);
      const index = rowAt(rows, pixels, sizeOf);
      expect(heightOf(rows, { from: 0, to: index }, sizeOf)).toBeLessThanOrEqual(pixels);
      expect(heightOf(rows, { from: 0, to: index + 1 }, sizeOf)).toBeGreaterThan(pixels);
    }),
  );
});
