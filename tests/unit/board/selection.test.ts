import { expect, test } from '@playwright/test';
import { noSelection, type Selection, type SelectionAction, select } from '@/app/(board)/_select/selection';
import { maxBulkRecords } from '@/db/model/event/bulk-limit';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

function after(...actions: SelectionAction[]): Selection {
  return actions.reduce(select, noSelection);
}

function extend(id: string, from: string | null = null, list: readonly string[] = rows): SelectionAction {
  return { type: 'extend', id, from, rows: list };
}

test('a row is selected and no longer selected by the same action', () => {
  expect([...after({ type: 'toggle', id: 'b' }).ids]).toEqual(['b']);
  expect(after({ type: 'toggle', id: 'b' }, { type: 'toggle', id: 'b' }).ids.size).toBe(0);
});

test('a range follows its end back and forth, and keeps what was selected before it', () => {
  const start: SelectionAction[] = [
    { type: 'toggle', id: 'f' },
    { type: 'toggle', id: 'b' },
  ];
  expect([...after(...start, extend('d')).ids].toSorted()).toEqual(['b', 'c', 'd', 'f']);
  expect([...after(...start, extend('d'), extend('c')).ids].toSorted()).toEqual(['b', 'c', 'f']);
  expect([...after(...start, extend('d'), extend('a')).ids].toSorted()).toEqual(['a', 'b', 'f']);
});

test('without an anchor a range begins at the row with the focus', () => {
  expect([...after(extend('c', 'b')).ids]).toEqual(['b', 'c']);
  expect([...after(extend('c')).ids]).toEqual(['c']);
});

test('an arrival within a range is part of it, and a range whose anchor has left begins at the focus', () => {
  const anchored: SelectionAction = { type: 'toggle', id: 'b' };
  expect([...after(anchored, extend('c', 'b', ['a', 'b', 'new', 'c'])).ids]).toEqual(['b', 'new', 'c']);
  const gone: SelectionAction = { type: 'drop', ids: ['b'] };
  expect([...after(anchored, gone, extend('d', 'c', ['a', 'c', 'd'])).ids]).toEqual(['c', 'd']);
  expect(after(anchored, extend('b', 'a', ['a'])).ids).toEqual(new Set(['b']));
});

test('records that leave the list leave the selection, and are counted until the next action', () => {
  const left = after(
    { type: 'take', ids: rows },
    { type: 'drop', ids: ['a', 'b', 'x'] },
    {
      type: 'drop',
      ids: ['c'],
    },
  );
  expect([...left.ids]).toEqual(['d', 'e', 'f']);
  expect(left.left).toBe(3);
  // Extending a range does not bring them back.
  expect([...select(left, extend('f', 'e')).ids]).toEqual(['d', 'e', 'f']);
  expect(select(left, { type: 'toggle', id: 'd' }).left).toBe(0);
  const anchored = after({ type: 'take', ids: ['e', 'f'] }, { type: 'toggle', id: 'a' });
  const ranged = [{ type: 'drop', ids: ['f'] } as const, extend('b')].reduce(select, anchored);
  expect([...ranged.ids].toSorted()).toEqual(['a', 'b', 'e']);
});

test('at most 1,000 records are selected, the nearest of a range first', () => {
  const many = Array.from({ length: maxBulkRecords + 5 }, (_, index) => `row ${index}`);
  const last = many.at(-1) ?? '';
  const up = after({ type: 'toggle', id: last }, extend('row 0', null, many));
  expect(up.ids.size).toBe(maxBulkRecords);
  expect(up.ids.has(last)).toBe(true);
  expect(up.ids.has('row 0')).toBe(false);
  expect(after({ type: 'take', ids: many }).ids.size).toBe(maxBulkRecords);
  expect(select(up, { type: 'toggle', id: 'row 0' }).ids.has('row 0')).toBe(false);
});

test('the checkboxes stay until the selection is cleared', () => {
  expect(after({ type: 'start' }).isOn).toBe(true);
  expect(after({ type: 'toggle', id: 'a' }, { type: 'toggle', id: 'a' }).isOn).toBe(true);
  expect(after({ type: 'take', ids: rows }, { type: 'clear' })).toEqual(noSelection);
});

test('all that match are awaited until they are there or given up', () => {
  const wanted = after({ type: 'toggle', id: 'a' }, { type: 'wantAll' });
  expect(wanted.isAllWanted).toBe(true);
  expect([...select(wanted, { type: 'keep' }).ids]).toEqual(['a']);
  expect(select(wanted, { type: 'take', ids: rows })).toMatchObject({ isAllWanted: false, left: 0 });
});
