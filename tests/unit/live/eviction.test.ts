import { expect, test } from '@playwright/test';
import type { BoardState } from '@/app/_live/board-state';
import { maxRows } from '@/app/_live/place-rows';
import { reduce } from '@/app/_live/reducer';
import type { Event } from '@/db/model/event/event';
import { boardOf } from './board';
import { eventWith } from './story';

const past = eventWith({}, { threat: { status: 'lapsed' } });
const threat = eventWith({});
const start = Date.parse('2023-02-10T00:00:00.000Z');

function eventAt(second: number, own: Partial<Event> = {}, base = past): Event {
  const id = `00000000-0000-7000-8000-${String(second).padStart(12, '0')}`;
  return { ...base, id, activityAt: new Date(start + second * 1_000).toISOString(), ...own };
}

function idAt(second: number): string {
  return eventAt(second).id;
}

/** Events `from` up to `to` arrive, a hundred at a time. */
function arrive(
  board: BoardState,
  from: number,
  to: number,
  { inView = null, base = past }: { inView?: string | null; base?: Event } = {},
): BoardState {
  let state = board;
  for (let first = from; first < to; first += 100) {
    const seconds = Array.from({ length: Math.min(100, to - first) }, (_, index) => first + index);
    const items = seconds.map((second) => ({ op: 'upsert' as const, event: eventAt(second, {}, base) }));
    state = reduce(state, { type: 'frame', items, inView });
  }
  return state;
}

/** The ids from one second down to another, as the rows are ordered. */
function down(from: number, to: number): string[] {
  return Array.from({ length: from - to + 1 }, (_, index) => idAt(from - index));
}

test('a board that is left alone holds the newest 2,000 rows of all arrivals', () => {
  const board = arrive(boardOf([]), 1, 10_001);
  expect(board.rows).toEqual(down(10_000, 10_001 - maxRows));
  expect(board.events.size).toBeLessThanOrEqual(maxRows + 500);
  expect(board.newIds.size).toBe(board.events.size);
  const { activityAt, at } = eventAt(10_001 - maxRows);
  expect(board.end).toEqual({ activityAt, at, id: idAt(10_001 - maxRows) });
  expect(board.next).toBeNull();
});

test('a board whose filter hides all arrivals stays small', () => {
  const board = arrive(boardOf([], { filter: { host: ['PK'] } }), 1, 5_001);
  expect(board.rows).toEqual([]);
  expect(board.events.size).toBe(500);
});

test('removals are not kept forever', () => {
  let board = boardOf([]);
  for (let second = 1; second <= 6_000; second += 100) {
    const items = Array.from({ length: 100 }, (_, index) => ({
      op: 'retract' as const,
      id: idAt(second + index),
      version: 2,
    }));
    board = reduce(board, { type: 'frame', items });
  }
  expect(board.removed.size).toBe(5_000);
});

test('all active events stay, however many arrive after them', () => {
  const board = arrive(boardOf([eventAt(0, {}, threat)]), 1, 3_001);
  expect(board.rows).not.toContain(idAt(0));
  expect([...board.active.keys()]).toEqual([idAt(0)]);
  expect(board.events.has(idAt(0))).toBe(true);
});

test('while the reader is near the top, the rows at the end make place for those that wait', () => {
  const full = arrive(boardOf([]), 1, maxRows + 1);
  const paused = reduce(full, { type: 'pause', isPaused: true });
  const board = arrive(paused, 2_001, 2_301, { inView: idAt(1_990) });
  expect(board.waiting.size).toBe(300);
  expect(board.rows).toEqual(down(2_000, 301));
  const released = reduce(board, { type: 'pause', isPaused: false });
  expect(released.rows).toEqual(down(2_300, 301));
});

test('while the reader is near the end, their rows stay, and the newest are counted and fetched later', () => {
  const full = arrive(boardOf([]), 1, maxRows + 1);
  const paused = reduce(full, { type: 'pause', isPaused: true });
  const board = arrive(paused, 2_001, 9_001, { inView: idAt(20) });
  expect(board.rows).toEqual(full.rows);
  expect(board.waiting.size).toBe(maxRows);
  expect(board.events.size).toBeLessThanOrEqual(maxRows + 500);
  expect(reduce(board, { type: 'pause', isPaused: false }).rows).toEqual(full.rows);

  const { generation } = board;
  const items = Array.from({ length: 50 }, (_, index) => eventAt(9_000 - index));
  const newest = reduce(board, { type: 'goTo', generation, before: null, items, next: 'the next page' });
  expect(newest.rows).toEqual(down(9_000, 8_951));
  expect(newest.waiting.size).toBe(0);
});

test('an event that was evicted and is fetched again is not new, and raises no alert', () => {
  const arrived = arrive(boardOf([], { limit: 1 }), 1, 5_001);
  const { generation, alert } = arrived;
  const items = [eventAt(100)];
  const before = eventAt(101).activityAt;
  const board = reduce(arrived, { type: 'goTo', generation, before, items, next: null });
  expect(board.rows).toEqual([idAt(100)]);
  expect(board.newIds.has(idAt(100))).toBe(false);
  expect(board.alert).toEqual(alert);
});

test('at a date in the past arrivals are counted, and removed ones no longer', () => {
  const { generation, ...board } = boardOf([eventAt(10), eventAt(500, {}, threat)]);
  const before = eventAt(300).activityAt;
  const items = [eventAt(299), eventAt(298)];
  const gone = reduce({ generation, ...board }, { type: 'goTo', generation, before, items, next: 'more' });
  expect(gone.rows).toEqual([idAt(299), idAt(298)]);
  expect(gone.waiting.size).toBe(0);

  const arrived = reduce(gone, {
    type: 'frame',
    items: [
      { op: 'upsert', event: eventAt(600) },
      { op: 'upsert', event: eventAt(601) },
      {
        op: 'upsert',
        event: eventAt(298, { version: 2, activityAt: eventAt(602).activityAt, title: 'Later' }),
      },
    ],
  });
  expect(arrived.rows).toEqual([idAt(299), idAt(298)]);
  expect(arrived.events.get(idAt(298))?.title).toBe('Later');
  expect(arrived.waiting).toEqual(new Set([idAt(600), idAt(601)]));
  const retracted = reduce(arrived, { type: 'frame', items: [{ op: 'retract', id: idAt(600), version: 2 }] });
  expect(retracted.waiting).toEqual(new Set([idAt(601)]));

  const paged = reduce(retracted, {
    type: 'page',
    generation: retracted.generation,
    items: [eventAt(20), eventAt(10)],
    next: null,
  });
  expect(paged.rows).toEqual([299, 298, 20, 10].map(idAt));
  expect(paged.waiting).toEqual(new Set([idAt(601)]));
});
