import { reduce } from '@/app/_live/reducer';
import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { FeedItem } from '@/db/model/journal/live';
import type { Store } from '@/db/store';
import type { Batch, BatchItem } from '@/db/store-operations';
import { boardOf } from '../../../unit/live/board';
import { eventsOf, people, threat } from '../../store/records';
import { expect } from '../feed-test';
import type { Viewer } from '../viewer';

function personAt(index: number): Principal {
  const person = people[index];
  if (!person) throw new Error('The people of the store tests have changed');
  return person;
}

export const clear = personAt(0);
export const amber = personAt(2);
export const strict = personAt(3);
export const red = personAt(4);
/** Also cleared for amber. */
export const second = personAt(5);

/** Longer than the time between two rounds of `refetch`. */
export const roundMillis = 60_000;

export const createItem = (more: Record<string, unknown> = {}): BatchItem => ({
  type: 'event',
  act: 'create',
  input: threat(more),
});

export const createItems = (count: number, more: Record<string, unknown> = {}): BatchItem[] =>
  Array.from({ length: count }, (_, n) => createItem({ title: `Imported ${n}`, ...more }));

export const updateItem = ({ id, version }: Event, more: Record<string, unknown>): BatchItem => ({
  type: 'event',
  act: 'update',
  id,
  version,
  input: threat(more),
});

export const deleteItem = ({ id, version }: Event): BatchItem => ({
  type: 'event',
  act: 'delete',
  id,
  version,
});

/** Applies a batch of which nothing is refused, and returns its operation id. */
export async function apply(
  store: Store,
  operation: Batch['operation'],
  items: readonly BatchItem[],
  by: Principal = red,
): Promise<string> {
  const { operationId, refused } = await store.applyBatch(by, {
    operation,
    mode: 'good-rows',
    reason: 'Sorted',
    items,
  });
  expect(refused).toEqual([]);
  return operationId;
}

/** The events that a person may see, latest activity first. */
export async function allEvents(store: Store, who: Principal): Promise<Event[]> {
  const events: Event[] = [];
  for (let after = null; ; ) {
    const page = await store.listEvents(who, { filter: {}, sort: 'latest', limit: 500, after });
    events.push(...eventsOf(page));
    if (page.next === null) return events;
    after = page.next;
  }
}

export const opsOf = (viewer: Viewer): FeedItem['op'][] => viewer.items().map(({ op }) => op);

export const refetchesOf = (viewer: Viewer): number => opsOf(viewer).filter((op) => op === 'refetch').length;

/** The board that a viewer's frames give, with a fetch for each `refetch`. */
export async function boardAfter(viewer: Viewer, store: Store, who: Principal) {
  let state = boardOf([]);
  for (const { items } of viewer.frames) {
    state = reduce(state, { type: 'frame', items });
    if (!items.some(({ op }) => op === 'refetch')) continue;
    const all = await allEvents(store, who);
    const { events: known, generation } = state;
    state = reduce(state, { type: 'refresh', generation, known, active: all, items: all, next: null });
  }
  return state;
}
