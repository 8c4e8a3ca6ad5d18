import type { Event } from '@/db/model/event/event';
import type { BoardState } from './board-state';
import type { Touched } from './event-cache';
import { compareRows, isListed, keyBefore, keyOf, type RowKey, rowsOf, sortMoment } from './rows';

/** Rows kept in memory. */
export const maxRows = 2_000;

/** Cached events that are no rows: they show at once when the filter changes. */
const maxOthers = 500;

/** Whether rows keep their places: the user is further down the list, or the list begins in the past. */
function arePlacesFixed({ isPaused, before }: BoardState): boolean {
  return isPaused || before !== null;
}

/**
 * Places the cached events after those in `touched` have changed. While rows keep their places, arrivals wait above;
 * only events after `below`, the last row before a page, are appended.
 */
export function placeRows(
  state: BoardState,
  touched: readonly Touched[],
  below: RowKey | null = null,
): BoardState {
  if (!arePlacesFixed(state)) return rebuildRows(state);
  const listed = new Map([...state.events].filter(([, event]) => isListed(state, event)));
  const rows = state.rows.filter((id) => listed.has(id));
  const shown = new Set(rows);
  const others = [...listed.values()].filter(({ id }) => !shown.has(id));
  const isBelow = (event: Event) => below !== null && compareRows(state.sort, event, below) > 0;
  const appended = others.filter(isBelow).sort((a, b) => compareRows(state.sort, a, b));
  const waiting =
    state.before === null
      ? new Set(others.filter((event) => !isBelow(event)).map(({ id }) => id))
      : waitingSince(
          state,
          touched,
          (event) => listed.has(event.id) && !shown.has(event.id) && !isBelow(event),
        );
  return { ...state, rows: [...rows, ...appended.map(({ id }) => id)], waiting };
}

/** While the list begins in the past: newer events are counted, whether they are still cached or not. */
function waitingSince(
  state: BoardState,
  touched: readonly Touched[],
  isWaiting: (event: Event) => boolean,
): ReadonlySet<string> {
  const waiting = new Set(state.waiting);
  for (const { id, before, after } of touched) {
    if (!after || !isWaiting(after)) waiting.delete(id);
    else if (before?.version !== after.version && waiting.size < maxRows) waiting.add(id);
  }
  return waiting;
}

/** Builds the rows from the cache, in order, with nothing waiting. */
export function rebuildRows(state: BoardState): BoardState {
  const { before } = state;
  const start = before === null ? null : keyBefore(before);
  return { ...state, waiting: new Set(), rows: rowsOf({ ...state, start }, state.events.values()) };
}

/**
 * Evicts the rows farthest from the view once there are more than `maxRows`, counting those that wait above, and
 * events that are no rows once there are more than `maxOthers`. `inView` is a row in view; null for the first one.
 */
export function evict(state: BoardState, inView: string | null): BoardState {
  return evictEvents(evictRows(state, inView));
}

function evictRows(state: BoardState, inView: string | null): BoardState {
  const { rows, events, before } = state;
  const waitingAbove = before === null ? state.waiting.size : 0;
  const excess = rows.length + waitingAbove - maxRows;
  if (excess <= 0) return state;
  const above = waitingAbove + Math.max(0, inView === null ? 0 : rows.indexOf(inView));
  const first = events.get(rows[0] ?? '');
  // The newest are the farthest: they are counted from now on, and fetched when the user asks for them.
  if (waitingAbove > 0 && above > rows.length + waitingAbove - above && first) {
    return { ...state, before: new Date(Date.parse(sortMoment(state.sort, first)) + 1).toISOString() };
  }
  const kept = rows.slice(0, rows.length - excess);
  const last = events.get(kept.at(-1) ?? '');
  if (!last) return state;
  return { ...state, rows: kept, end: keyOf(last), next: null };
}

function evictEvents(state: BoardState): BoardState {
  const { active, before } = state;
  const kept = new Set([...state.rows, ...(before === null ? state.waiting : []), ...active.keys()]);
  const others = [...state.events.values()].filter(({ id }) => !kept.has(id));
  const evicted = others.slice(0, Math.max(0, others.length - maxOthers));
  if (evicted.length === 0) return state;
  const events = new Map(state.events);
  const newIds = new Set(state.newIds);
  let { newsSince } = state;
  for (const { id, activityAt } of evicted) {
    events.delete(id);
    newIds.delete(id);
    // When it is fetched again it is not new.
    if (activityAt > newsSince) newsSince = activityAt;
  }
  return { ...state, events, newIds, newsSince };
}
