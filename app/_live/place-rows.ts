import type { Event } from '@/db/model/event/event';
import type { BoardState } from './board-state';
import { compareRows, insertRows, isRow, type RowKey, removeRows } from './rows';

/** `before` is its previous position; undefined if it was not cached. */
type Moved = { id: string; before: RowKey | undefined; after: Event | undefined };

/**
 * Moves changed events to their places among the rows. `before` is the state before the change. While the feed is
 * paused no row moves: arrivals wait above, and events after `below` (the last row before a page) are appended.
 */
export function placeRows(
  before: BoardState,
  state: BoardState,
  touched: readonly Moved[],
  below: RowKey | null = null,
): BoardState {
  const outside = new Set(before.outside);
  const waiting = new Set(before.waiting);
  const moved = new Set(before.moved);
  const left: RowKey[] = [];
  const entered: RowKey[] = [];
  for (const { id, before: old, after } of touched) {
    const isShown = old !== undefined && !before.outside.has(id) && !before.waiting.has(id);
    const belongs = after !== undefined && isRow(state, after);
    const stays = state.isPaused && isShown && belongs;
    if (stays && compareRows(old, after) !== 0) moved.add(id);
    if (isShown && !stays) {
      left.push(old);
      moved.delete(id);
    }
    if (belongs) {
      outside.delete(id);
      if (state.isPaused && (below === null || compareRows(after, below) <= 0)) {
        if (!isShown) waiting.add(id);
      } else if (!stays) entered.push(after);
    } else {
      waiting.delete(id);
      if (after) outside.add(id);
      else outside.delete(id);
    }
  }
  const sets = { outside, waiting, moved };
  if (state.isPaused) {
    const gone = new Set(left.map(({ id }) => id));
    const rest = gone.size > 0 ? before.rows.filter((id) => !gone.has(id)) : before.rows;
    return { ...state, ...sets, rows: [...rest, ...entered.sort(compareRows).map(({ id }) => id)] };
  }
  const rest = removeRows(before.rows, left, before.events);
  return { ...state, ...sets, rows: insertRows(rest, entered, state.events) };
}

/** Inserts the waiting rows and moves those whose order has changed. */
export function releaseWaiting(state: BoardState): BoardState {
  const { events, moved, waiting } = state;
  const rest = moved.size > 0 ? state.rows.filter((id) => !moved.has(id)) : state.rows;
  const entered = [...waiting, ...moved].flatMap((id) => events.keyOf(id) ?? []);
  return {
    ...state,
    isPaused: false,
    waiting: new Set(),
    moved: new Set(),
    rows: insertRows(rest, entered, events),
  };
}

/** Rebuilds the rows from the cache, in which nothing is packed. */
export function rebuildRows(state: BoardState): BoardState {
  const rows: Event[] = [];
  const outside = new Set<string>();
  for (const event of state.events.opened()) {
    if (isRow(state, event)) rows.push(event);
    else outside.add(event.id);
  }
  rows.sort(compareRows);
  return {
    ...state,
    isPaused: false,
    waiting: new Set(),
    moved: new Set(),
    outside,
    rows: rows.map(({ id }) => id),
  };
}
