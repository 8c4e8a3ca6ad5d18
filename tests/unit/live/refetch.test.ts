import { mock } from 'node:test';
import { expect, test } from '@playwright/test';
import { createRefetch } from '@/app/_live/create-refetch';
import { reduce } from '@/app/_live/reducer';
import { boardOf } from './board';
import { eventWith, idOf } from './story';

const at = (record: number, own = {}) =>
  eventWith({ id: idOf(record), activityAt: `2023-02-0${record + 1}T10:00:00.000Z`, ...own });

test('rows fetched again replace those that have left the list, but not what has changed since the request', () => {
  const known = boardOf([at(0), at(1), at(2)]);
  const arrived = reduce(known, { type: 'frame', items: [{ op: 'upsert', event: at(4) }] });
  const items = [at(3), at(1, { version: 2, title: 'Changed in bulk' })];
  const board = reduce(arrived, {
    type: 'refresh',
    generation: known.generation,
    known: known.events,
    active: items,
    items,
    next: null,
  });
  expect(board.rows).toEqual([4, 3, 1].map(idOf));
  expect(board.events.get(idOf(1))?.title).toBe('Changed in bulk');
  expect([...board.active.keys()].sort()).toEqual([1, 3, 4].map(idOf));
});

test('rows fetched again while the reader is further down do not move, and new ones wait', () => {
  const known = reduce(boardOf([at(0), at(1), at(2)]), { type: 'pause', isPaused: true });
  const items = [at(4), at(0, { version: 2, activityAt: '2023-02-05T09:00:00.000Z' }), at(2), at(1)];
  const answer = { known: known.events, active: items, items, next: null };
  const board = reduce(known, { type: 'refresh', generation: known.generation, ...answer });
  expect(board.rows).toEqual([2, 1, 0].map(idOf));
  expect(board.waiting).toEqual(new Set([idOf(4)]));
});

test('one request runs at a time, and what is asked for meanwhile is fetched once after it', async () => {
  const { timers } = mock;
  timers.enable({ apis: ['setTimeout'] });
  try {
    const requests: (() => void)[] = [];
    const refetch = createRefetch(() => new Promise<void>((resolve) => requests.push(resolve)));
    const finish = async (request: number) => {
      requests[request]?.();
      await new Promise(setImmediate);
    };
    refetch.schedule(100);
    refetch.schedule(100);
    timers.tick(100);
    refetch.schedule(100);
    refetch.schedule(100);
    timers.tick(1_000);
    expect(requests).toHaveLength(1);
    await finish(0);
    timers.tick(100);
    expect(requests).toHaveLength(2);
    await finish(1);
    timers.tick(1_000);
    expect(requests).toHaveLength(2);

    refetch.schedule(100);
    refetch.stop();
    timers.tick(1_000);
    expect(requests).toHaveLength(2);
  } finally {
    timers.reset();
  }
});
