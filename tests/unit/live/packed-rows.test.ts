import { expect, test } from '@playwright/test';
import { reduce } from '@/app/_live/reducer';
import type { Event } from '@/db/model/event/event';
import { boardOf, pageOf, snapshotOf } from './board';
import { eventWith } from './story';

const count = 560;

/** Latest activity first; all but the first fifty come with a further page, and are kept packed. */
const events = Array.from({ length: count }, (_, row) => {
  const id = `00000000-0000-7000-8000-${String(count - row).padStart(12, '0')}`;
  return eventWith({ id, version: 5, title: `Row ${row}` });
});
const [last] = events.slice(-1);
if (!last) throw new Error('There are no rows');
const older: Event = { ...last, version: 4, title: 'Earlier title' };

async function longBoard(filter = {}) {
  const board = boardOf(events, { filter });
  return reduce(board, { type: 'page', generation: board.generation, ...(await pageOf(events.slice(50))) });
}

test('a row far down keeps its last change when a filter’s answer was read earlier', async () => {
  const board = await longBoard();
  expect(board.rows).toHaveLength(count);
  const snapshot = snapshotOf([older]);
  for (const answer of [snapshot, { ...snapshot, active: [] }]) {
    const { rows, events: cached } = reduce(board, { type: 'snapshot', snapshot: answer, filter: {} });
    expect(rows).toContain(last.id);
    expect(cached.get(last.id)).toEqual(last);
  }
});

test('an active event keeps its last change when a search’s answer was read earlier', async () => {
  const board = await longBoard({ q: 'kabul' });
  const { generation } = board;
  const answer = { active: [older], items: [], next: null };
  const { events: cached } = reduce(board, { type: 'refresh', generation, ...answer });
  expect(cached.get(last.id)).toEqual(last);
});
