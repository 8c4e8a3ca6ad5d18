import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { firstRows, plainRows, rowsIn } from '@/app/(board)/_feed/row-window';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);

test('the first rows of a list are drawn, and the focused row wherever it is', () => {
  void fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.nat(), (count, any) => {
      const rows = ids(count);
      const kept = count === 0 ? -1 : (any % (count + 1)) - 1;
      const drawn = rowsIn(firstRows(rows, kept), rows, kept).map(({ index }) => index);
      const first = rows.slice(0, plainRows).map((_, index) => index);
      expect(drawn).toEqual(kept < plainRows ? first : [...first, kept]);
    }),
  );
});

test('a window measured on another list draws each row once, in order, and the focused row', () => {
  void fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 80 }),
      fc.nat(79),
      fc.nat(30),
      fc.option(fc.nat(79), { nil: null }),
      fc.nat(79),
      (count, from, length, stray, at) => {
        const rows = ids(count);
        const kept = at % count;
        const flowing = Array.from({ length }, (_, index) => ({
          index: from + index,
          strayTop: null,
          isFar: false,
        }));
        const isApart = stray !== null && !flowing.some(({ index }) => index === stray);
        const measured = isApart ? [...flowing, { index: stray, strayTop: 120, isFar: false }] : flowing;
        const drawn = rowsIn({ drawn: measured, before: 0, after: 0 }, rows, kept);
        const indexes = drawn.map(({ index }) => index);
        expect(new Set(indexes).size).toBe(indexes.length);
        expect(indexes).toContain(kept);
        expect(drawn.every(({ id, index }) => id === rows[index])).toBe(true);
        const inFlow = drawn.filter(({ strayTop }) => strayTop === null).map(({ index }) => index);
        expect(inFlow).toEqual(flowing.map(({ index }) => index).filter((index) => index < count));
      },
    ),
  );
});
