import { expect, test } from '@playwright/test';
import { reduce } from '@/app/_live/reducer';
import { boardOf } from './board';
import { eventWith, idOf } from './story';

test('an event that threatens nobody leaves the band unchanged', () => {
  const board = boardOf([eventWith({ id: idOf(0) })]);
  const harmless = eventWith({ id: idOf(1) }, { threat: { status: 'foiled' } });
  const { active, lapsed } = reduce(board, { type: 'frame', items: [{ op: 'upsert', event: harmless }] });
  expect(active).toBe(board.active);
  expect(lapsed).toBe(board.lapsed);
});

test('many arrivals and a removal in one frame keep the rows in order', () => {
  const ids = Array.from({ length: 9 }, (_, record) => idOf(record));
  const at = (record: number) =>
    eventWith({ id: idOf(record), activityAt: `2023-02-09T1${record}:00:00.000Z` });
  const board = boardOf([1, 3, 5].map((record) => at(record)));
  const state = reduce(board, {
    type: 'frame',
    items: [
      ...[0, 2, 4, 6, 7, 8].map((record) => ({ op: 'upsert' as const, event: at(record) })),
      { op: 'retract', id: idOf(3), version: 2 },
    ],
  });
  expect(state.rows).toEqual(ids.toReversed().filter((id) => id !== idOf(3)));
});
