import { expect, test } from '@playwright/test';
import { reduce } from '@/app/_live/reducer';
import type { Event } from '@/db/model/event/event';
import { boardOf, pageOf, snapshotOf } from './board';
import { eventWith } from './story';

const count = 560;

/** Latest activity first; all but the first fifty come with a further page, and are held packed. */
const events = Array.from({ length: count }, (_, row) => {
  const id = `00000000-0000-7000-8000-${String(count - row).padStart(12, '0')}`;
  return eventWith({ id, version: 5, title: `Row ${row}` });
});
const [last] = events.slice(-1);
if (!last) throw new Error('There are no rows');
const older: Event = { ...last, version: 4, title: 'As it was' };

async function longBoard(filter = {}) {
  const board = boardOf(events, { filter });
  return reduce(board, { type: 'page', generation: board.generation, ...(await pageOf(events.slice(50))) });
}

test('a row far down stays when an answer to a filter was read before its last change', async () => {
  const board = await longBoard();
  expect(board.rows).toHaveLength(count);
  const snapshot = snapshotOf([older]);
  for (const answer of [snapshot, { ...snapshot, active: [] }]) {
    const { rows, events: held } = reduce(board, { type: 'snapshot', snapshot: answer, filter: {} });
    expect(rows).toContain(last.id);
    expect(held.get(last.id)).toEqual(last);
  }
});

test('what presses stays when the answer to a search was read before its last change', async () => {
  const board = await longBoard({ q: 'kabul' });
  const { generation } = board;
  const answer = { active: [older], items: [], next: null };
  const { events: held } = reduce(board, { type: 'refresh', generation, ...answer });
  expect(held.get(last.id)).toEqual(last);
});
