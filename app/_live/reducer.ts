import type { Figures } from '@/db/model/board';
import { endedMillis, isListedEnded } from '@/db/model/event/ended';
import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import type { Filter } from '@/db/model/filter';
import type { FeedItem } from '@/db/model/journal/live';
import type { BoardAction, BoardState, Page, Snapshot } from './board-state';
import { applyEvents, applyItems, type EventCache, emptyCache, type Touched } from './event-cache';
import { isAlarming, isNews } from './news';
import { evict, placeRows, rebuildRows } from './place-rows';
import { keyOf } from './rows';

/** Arrivals that a user can take in at once. */
const maxCalmArrivals = 5;

export function initialState({ snapshot, filter }: { snapshot: Snapshot; filter: Filter }): BoardState {
  const { cache } = applyEvents(emptyCache, eventsOf(snapshot));
  const state: BoardState = {
    ...cache,
    ...extentOf(snapshot.feed, filter),
    generation: 0,
    filter: located(filter, snapshot.figures),
    active: new Map([...cache.events].filter(([, event]) => isActive(event))),
    sort: snapshot.sort,
    before: snapshot.before,
    rows: [],
    figures: snapshot.figures,
    lastAt: snapshot.figures.asOf,
    newIds: new Set(),
    isRush: false,
    waiting: new Set(),
    isPaused: false,
    lapsed: new Map(),
    ended: new Map(),
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
      return evict(takeFrame(state, action.items), action.inView ?? null);
    case 'page':
      if (action.generation !== state.generation) return state;
      return evict(takePage(state, action), action.inView ?? null);
    case 'goTo':
      return action.generation === state.generation ? goTo(state, action) : state;
    case 'refresh':
      return action.generation === state.generation ? takeRefresh(state, action) : state;
    case 'figures':
      return action.generation === state.generation ? takeFigures(state, action.figures) : state;
    case 'pause':
      if (action.isPaused === state.isPaused) return state;
      return release(state, action.isPaused);
    case 'seen':
      return { ...state, newIds: without(state.newIds, action.ids) };
    case 'acknowledge':
      return { ...state, lapsed: new Map([...state.lapsed].filter(([id]) => id !== action.id)) };
  }
}

function takeSnapshot(state: BoardState, snapshot: Snapshot, filter: Filter): BoardState {
  const { cache, touched } = applyEvents(state, eventsOf(snapshot));
  return show(settle(state, cache, touched), snapshot, filter);
}

/** Replaces the cache with the snapshot. Events that the user has not seen stay new. */
function replace(state: BoardState, snapshot: Snapshot, filter: Filter): BoardState {
  const { cache } = applyEvents(emptyCache, eventsOf(snapshot));
  const { active, lapsed, ended, newIds } = state;
  const concerned = [active, lapsed, ended, newIds].flatMap((some) => [...some.keys()]);
  const touched = [...new Set([...cache.events.keys(), ...concerned])].map((id) => ({
    id,
    before: state.events.get(id),
    after: cache.events.get(id),
  }));
  return show(settle(state, cache, touched), snapshot, filter);
}

/** The server knows where the missions are that a filter of nearby events names. */
function located(filter: Filter, { nearAt }: Pick<Figures, 'nearAt'>): Filter {
  return nearAt ? { ...filter, nearAt } : filter;
}

function show(state: BoardState, { feed, sort, before, figures }: Snapshot, filter: Filter): BoardState {
  const rebuilt = rebuildRows({
    ...state,
    ...extentOf(feed, filter),
    generation: state.generation + 1,
    filter: located(filter, figures),
    sort,
    before,
    isPaused: false,
    figures,
    lastAt: figures.asOf,
  });
  return evict(rebuilt, null);
}

/** Begins the list with the page. Answers to earlier requests no longer apply. */
function goTo(state: BoardState, { before, ...page }: Page & { before: string | null }): BoardState {
  const { cache, touched } = applyEvents(state, page.items);
  const rebuilt = rebuildRows({
    ...settle(state, cache, touched),
    ...extentOf(page, state.filter),
    generation: state.generation + 1,
    before,
    isPaused: false,
  });
  return evict(rebuilt, null);
}

/** Rows that begin in the past keep their places either way. */
function release(state: BoardState, isPaused: boolean): BoardState {
  const next = { ...state, isPaused };
  return isPaused || state.before !== null ? next : rebuildRows(next);
}

function takeFrame(state: BoardState, items: readonly FeedItem[]): BoardState {
  const { cache, touched } = applyItems(state, items);
  if (touched.length === 0) return state;
  const isRush = touched.length > maxCalmArrivals;
  const lastAt = touched.reduce((last, { after }) => latestOf(last, after?.updatedAt ?? null), state.lastAt);
  return placeRows({ ...settle(state, cache, touched), isRush, lastAt }, touched);
}

function takeFigures(state: BoardState, figures: Figures): BoardState {
  return { ...state, figures, lastAt: latestOf(state.lastAt, figures.asOf) };
}

function latestOf(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function takePage(state: BoardState, page: Page): BoardState {
  const { cache, touched } = applyEvents(state, page.items);
  const found = state.found && new Set([...state.found, ...page.items.map(({ id }) => id)]);
  const wider = { ...settle(state, cache, touched), end: endOf(page), next: page.next, found };
  return placeRows(wider, touched, state.end);
}

function takeRefresh(
  state: BoardState,
  { known, active, ...page }: Page & { known: ReadonlyMap<string, Event>; active: readonly Event[] | null },
): BoardState {
  const answered = [...(active ?? []), ...page.items];
  const { cache, touched } = applyEvents(state, answered);
  const settled = settle(state, cache, touched);
  const ids = new Set(answered.map(({ id }) => id));
  // An event that is missing from the answer, and has not changed since the request, has left the list.
  const isOutdated = ([id, event]: [string, Event]) =>
    !ids.has(id) && event === known.get(id) && (active !== null || !state.active.has(id));
  const outdated = new Set([...cache.events].filter(isOutdated).map(([id]) => id));
  const current = {
    ...settled,
    ...extentOf(page, state.filter),
    events: withoutIds(cache.events, outdated),
    active: withoutIds(settled.active, outdated),
  };
  return evict(placeRows(current, touched, state.end), null);
}

/** The same map if none of them is in it. */
function withoutIds(map: ReadonlyMap<string, Event>, ids: ReadonlySet<string>): ReadonlyMap<string, Event> {
  const rest = [...map].filter(([id]) => !ids.has(id));
  return rest.length === map.size ? map : new Map(rest);
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
  const since = Date.parse(state.newsSince) - endedMillis;
  const ended = replaced(
    state.ended,
    touched,
    ({ after }) => after !== undefined && isListedEnded(after, since),
  );
  return { ...state, ...cache, ...newsOf(state, touched), active, lapsed, ended };
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

/** Which part of the list the page has loaded. */
function extentOf(page: Page, filter: Filter): Pick<BoardState, 'end' | 'next' | 'found'> {
  return {
    end: endOf(page),
    next: page.next,
    found: filter.q ? new Set(page.items.map(({ id }) => id)) : null,
  };
}

function endOf({ items, next }: Page): BoardState['end'] {
  const last = next === null ? undefined : items.at(-1);
  return last ? keyOf(last) : null;
}

function without(ids: ReadonlySet<string>, taken: readonly string[] | null): ReadonlySet<string> {
  if (taken === null) return new Set();
  const rest = new Set(ids);
  for (const id of taken) rest.delete(id);
  return rest;
}
