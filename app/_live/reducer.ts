import type { Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { BoardAction, BoardState, Snapshot } from './board-state';
import { applyEvents, applyItems, applyPage, type EventCache, emptyCache, type Touched } from './event-cache';
import { isAlarming, isNews } from './news';
import type { Page } from './packed';
import { placeRows, rebuildRows, releaseWaiting } from './place-rows';
import { isRow } from './rows';

/** Rows kept when the filter changes, to show matches until the server has answered. */
const retainedRows = 500;

/** Arrivals that a user can take in at once. */
const maxCalmArrivals = 5;

export function initialState({ snapshot, filter }: { snapshot: Snapshot; filter: Filter }): BoardState {
  const { cache } = applyEvents(emptyCache, eventsOf(snapshot));
  const state: BoardState = {
    ...cache,
    ...windowOf(snapshot.feed, filter),
    generation: 0,
    filter,
    active: new Map([...cache.events.opened()].filter(isActive).map((event) => [event.id, event])),
    rows: [],
    figures: snapshot.figures,
    lastAt: snapshot.figures.asOf,
    newIds: new Set(),
    isRush: false,
    waiting: new Set(),
    moved: new Set(),
    outside: new Set(),
    isPaused: false,
    lapsed: new Map(),
    alert: { count: 0, ids: [] },
    newsSince: new Date(snapshot.now).toISOString(),
  };
  return rebuildRows(state);
}

export function reduce(state: BoardState, action: BoardAction): BoardState {
  switch (action.type) {
    case 'snapshot':
      return takeSnapshot(state, action.snapshot, action.filter);
    case 'replace':
      return replace(state, action.snapshot, action.filter);
    case 'frame':
      return takeFrame(state, action.items);
    case 'page':
      return action.generation === state.generation ? takePage(state, action) : state;
    case 'refresh':
      return action.generation === state.generation ? takeRefresh(state, action) : state;
    case 'figures':
      return action.generation === state.generation ? takeFigures(state, action.figures) : state;
    case 'pause':
      if (action.isPaused === state.isPaused) return state;
      return action.isPaused ? { ...state, isPaused: true } : releaseWaiting(state);
    case 'seen':
      return { ...state, newIds: without(state.newIds, action.ids) };
    case 'acknowledge':
      return { ...state, lapsed: new Map([...state.lapsed].filter(([id]) => id !== action.id)) };
  }
}

function takeSnapshot(state: BoardState, snapshot: Snapshot, filter: Filter): BoardState {
  const answered = eventsOf(snapshot);
  const { cache, touched } = applyEvents(state, answered);
  // Further rows are fetched again with their pages: filtering 100,000 took 200 ms. Events in the answer are kept,
  // since a packed row may be the newer version.
  const events = cache.events.evict([...state.rows.slice(0, retainedRows), ...answered.map(({ id }) => id)]);
  return rebuildRows({
    ...settle(state, { ...cache, events }, touched),
    ...windowOf(snapshot.feed, filter),
    generation: state.generation + 1,
    filter,
    figures: snapshot.figures,
    lastAt: snapshot.figures.asOf,
  });
}

/** Replaces the cache with the snapshot. Events that the user has not seen stay new. */
function replace(state: BoardState, snapshot: Snapshot, filter: Filter): BoardState {
  const { cache } = applyEvents(emptyCache, eventsOf(snapshot));
  const { active, lapsed, newIds } = state;
  const concerned = [active, lapsed, newIds].flatMap((some) => [...some.keys()]);
  const touched = [...new Set([...cache.events.ids(), ...concerned])].map((id) => ({
    id,
    before: state.events.get(id),
    after: cache.events.get(id),
  }));
  return rebuildRows({
    ...settle(state, cache, touched),
    ...windowOf(snapshot.feed, filter),
    generation: state.generation + 1,
    filter,
    figures: snapshot.figures,
    lastAt: snapshot.figures.asOf,
  });
}

function takeFrame(state: BoardState, items: readonly FeedItem[]): BoardState {
  const { cache, touched } = applyItems(state, items);
  if (touched.length === 0) return state;
  const isRush = touched.length > maxCalmArrivals;
  const lastAt = touched.reduce((last, { after }) => latestOf(last, after?.updatedAt ?? null), state.lastAt);
  return placeRows(state, { ...settle(state, cache, touched), isRush, lastAt }, touched);
}

function takeFigures(state: BoardState, figures: Figures): BoardState {
  return { ...state, figures, lastAt: latestOf(state.lastAt, figures.asOf) };
}

function latestOf(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function takePage(state: BoardState, { items, next }: Page): BoardState {
  const { cache, touched } = applyPage(state, items);
  const page = { items: items.map(({ event }) => event), next };
  const found = state.found && new Set([...state.found, ...page.items.map(({ id }) => id)]);
  const wider = { ...settle(state, cache, touched), end: endOf(page), next, found };
  const known = new Set(touched.map(({ id }) => id));
  const within = [...state.outside].flatMap((id) => {
    const event = known.has(id) ? undefined : cache.events.get(id);
    return event && isRow(wider, event) ? [{ id, before: event, after: event }] : [];
  });
  return placeRows(state, wider, [...touched, ...within], state.end);
}

function takeRefresh(
  state: BoardState,
  answer: { active: Event[]; items: Event[]; next: string | null },
): BoardState {
  const answered = [...answer.active, ...answer.items];
  const { cache, touched } = applyEvents(state, answered);
  const settled = settle(state, cache, touched);
  if (state.found === null) return placeRows(state, settled, touched);
  const known = new Set(touched.map(({ id }) => id));
  const others = [...cache.events.ids()].filter((id) => !known.has(id));
  const events = cache.events.evict(answered.map(({ id }) => id));
  const moved = others.map((id) => ({ id, before: cache.events.keyOf(id), after: events.get(id) }));
  const now = { ...settled, ...windowOf(answer, state.filter), events };
  return placeRows(state, now, [...touched, ...moved]);
}

/** Updates everything that depends on the cache, except the rows. */
function settle(state: BoardState, cache: EventCache, touched: readonly Touched[]): BoardState {
  const active = replaced(state.active, touched, ({ after }) => after !== undefined && isActive(after));
  const lapsed = replaced(
    state.lapsed,
    touched,
    ({ id, before, after }) =>
      after?.threat?.status === 'lapsed' && (before?.threat?.status === 'current' || state.lapsed.has(id)),
  );
  return { ...state, ...cache, ...newsOf(state, touched), active, lapsed };
}

/** Adds changed events that satisfy `belongs` and removes the others. Returns the same map if nothing changes. */
function replaced(
  map: ReadonlyMap<string, Event>,
  touched: readonly Touched[],
  belongs: (one: Touched) => boolean,
): ReadonlyMap<string, Event> {
  const concerned = touched.filter((one) => {
    const shown = map.get(one.id);
    return belongs(one) ? !isSame(shown, one.after) : shown !== undefined;
  });
  if (concerned.length === 0) return map;
  const next = new Map(map);
  for (const one of concerned) {
    if (one.after && belongs(one)) next.set(one.id, one.after);
    else next.delete(one.id);
  }
  return next;
}

/** A page may contain active events that are cached already, mostly unchanged. */
function isSame(one: Event | undefined, other: Event | undefined): boolean {
  return one?.version === other?.version && JSON.stringify(one) === JSON.stringify(other);
}

/** Determines which changes are new to the user and whether to alert. */
function newsOf(state: BoardState, touched: readonly Touched[]): Pick<BoardState, 'newIds' | 'alert'> {
  const news = touched.flatMap(({ before, after }) =>
    after && isNews(before, after, state.newsSince) ? [after] : [],
  );
  const alarming = news.filter(isAlarming).map(({ id }) => id);
  const removed = touched.flatMap(({ id, after }) => (after ? [] : [id]));
  const rest = removed.length > 0 ? without(state.newIds, removed) : state.newIds;
  return {
    newIds: news.length > 0 ? new Set([...rest, ...news.map(({ id }) => id)]) : rest,
    alert: alarming.length > 0 ? { count: state.alert.count + 1, ids: alarming } : state.alert,
  };
}

function eventsOf({ feed, active }: Snapshot): Event[] {
  return [...active, ...feed.items];
}

function windowOf(
  page: { items: Event[]; next: string | null },
  filter: Filter,
): Pick<BoardState, 'end' | 'next' | 'found'> {
  return {
    end: endOf(page),
    next: page.next,
    found: filter.q ? new Set(page.items.map(({ id }) => id)) : null,
  };
}

function endOf({ items, next }: { items: Event[]; next: string | null }): BoardState['end'] {
  const last = next === null ? undefined : items.at(-1);
  return last ? { activityAt: last.activityAt, id: last.id } : null;
}

function without(ids: ReadonlySet<string>, taken: readonly string[] | null): ReadonlySet<string> {
  if (taken === null) return new Set();
  const rest = new Set(ids);
  for (const id of taken) rest.delete(id);
  return rest;
}
