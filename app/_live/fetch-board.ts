import type { Board, Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { throwIfSessionEnded } from '../_session/session-end';
import type { Page, Snapshot } from './board-state';
import { maxRows } from './place-rows';
import { compareRows, type RowKey, type RowSort } from './rows';

const pageSize = 50;
/** Users who have scrolled this far usually go on, so further pages are larger. */
const widerPage = { from: 500, size: 250 };

type EventsAnswer = { items: Event[]; next: string | null; cursor: string };
type ActiveAnswer = { items: Event[]; cursor: string };

/** Which rows: the filter as a query string, and their order. */
export type RowsQuery = { search: string; sort: RowSort };

/**
 * Fetches the board; `before` is where the feed begins (ISO, exclusive; null for the newest). Rejects if the server
 * does not answer.
 */
export async function fetchSnapshot(query: RowsQuery, before: string | null): Promise<Snapshot> {
  const active = await fetchActive();
  const view = await fetchView(query, before);
  return { ...view, active: active.items, cursor: active.cursor };
}

/** Fetches what depends on the filter; the active events do not. */
export async function fetchView(
  query: RowsQuery,
  before: string | null,
): Promise<Omit<Snapshot, 'active' | 'cursor'>> {
  const [feed, { figures, now }] = await Promise.all([
    fetchFirstPage(query, before),
    fetchFigures(query.search, null),
  ]);
  if (!figures) throw new Error('The board was not sent');
  return { feed, sort: query.sort, before, figures, now };
}

/** Fetches the cursor of the newest change. */
export async function fetchCursor(): Promise<string> {
  const { cursor }: { cursor: string } = await (await get('/api/feed', '', { limit: '1' })).json();
  return cursor;
}

export async function fetchActive(): Promise<ActiveAnswer> {
  const body: ActiveAnswer = await (await get('/api/active', '')).json();
  return body;
}

/** Fetches the first rows before a moment, or the newest. */
export function fetchFirstPage(
  query: RowsQuery,
  before: string | null,
  limit = pageSize,
): Promise<EventsAnswer> {
  return fetchEvents(query, { limit: String(limit), ...(before === null ? {} : { before }) });
}

/** Fetches the rows after those loaded, `count` of them; `page` is the token that came with them. */
export function fetchPage(query: RowsQuery, page: string, count: number): Promise<EventsAnswer> {
  const size = count >= widerPage.from ? widerPage.size : pageSize;
  return fetchEvents(query, { limit: String(Math.min(size, maxRows - count)), page });
}

type Extent = { before: string | null; end: RowKey | null; count: number; max?: number };

/** Fetches again all rows down to the last loaded one; without `end` all rows, to the end of the page with the `max`th. */
export async function fetchRows(
  query: RowsQuery,
  { before, end, count, max = maxRows }: Extent,
): Promise<Page> {
  const limit = count > pageSize ? widerPage.size : pageSize;
  let { items, next } = await fetchFirstPage(query, before, limit);
  while (next !== null && items.length < max) {
    const last = items.at(-1);
    if (last && end && compareRows(query.sort, last, end) >= 0) break;
    const page: EventsAnswer = await fetchEvents(query, { limit: String(limit), page: next });
    items = [...items, ...page.items];
    next = page.next;
  }
  return { items, next };
}

async function fetchEvents({ search, sort }: RowsQuery, more: Record<string, string>): Promise<EventsAnswer> {
  const body: EventsAnswer = await (await get('/api/events', search, { sort, ...more })).json();
  return body;
}

/** `figures` is null if they are unchanged since `etag`; `now` is the server's clock in milliseconds. */
export async function fetchFigures(
  search: string,
  etag: string | null,
): Promise<{ figures: Figures | null; etag: string | null; now: number }> {
  const response = await get('/api/board', search, {}, etag ? { 'If-None-Match': etag } : {});
  const now = Date.parse(response.headers.get('date') ?? '') || Date.now();
  if (response.status === 304) return { figures: null, etag, now };
  const body: Board = await response.json();
  const { cursor: _, ...figures } = body;
  return { figures, etag: response.headers.get('etag'), now };
}

async function get(
  path: string,
  search: string,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const response = await fetch(query.size > 0 ? `${path}?${query}` : path, { headers, cache: 'no-store' });
  if (response.ok || response.status === 304) return response;
  throwIfSessionEnded(response);
  throw new Error(`${path} answered ${response.status}`);
}
