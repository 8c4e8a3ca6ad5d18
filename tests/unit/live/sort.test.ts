import { expect, test } from '@playwright/test';
import { initialState, reduce } from '@/app/_live/reducer';
import { snapshotOf } from './board';
import { eventWith, idOf } from './story';

test('a board in the order of the events keeps it when an older event is logged', () => {
  const dated = (record: number, at: string) => eventWith({ id: idOf(record), at, atPrecision: 'day' });
  const latest = dated(1, '2023-01-20');
  const oldest = dated(2, '2022-05-01');
  const snapshot = { ...snapshotOf([latest, oldest]), sort: 'at' as const };
  const board = initialState({ snapshot, filter: {} });
  expect(board.rows).toEqual([latest.id, oldest.id]);
  const between = dated(3, '2022-12-31');
  const after = reduce(board, { type: 'frame', items: [{ op: 'upsert', event: between }] });
  expect(after.rows).toEqual([latest.id, between.id, oldest.id]);
});
