import type { Board, Figures } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { throwIfSessionEnded } from '../_session/session-end';
import type { Snapshot } from './board-state';
import { type Page, readPage } from './packed';

const pageSize = 50;
/** Users who have scrolled this far usually go on, so further pages are larger. */
const widerPages = [
  { from: 5_000, size: 500 },
  { from: 500, size: 250 },
];
/** The API's limit. */
const maxPageSize = 500;

type EventsAnswer = { items: Event[]; next: string | null; cursor: string };
type ActiveAnswer = { items: Event[]; cursor: string };

/** Fetches the board; `search` is the filter as a query string. Rejects if the server does not answer. */
export async function fetchSnapshot(search: string): Promise<Snapshot> {
  const active = await fetchActive();
  const [feed, { figures, now }] = await Promise.all([
    fetchEvents(search, pageSize),
    fetchFigures(search, null),
  ]);
  if (!figures) throw new Error('The board was not sent');
  return { feed, active: active.items, figures, cursor: active.cursor, now };
}

export async function fetchActive(): Promise<ActiveAnswer> {
  const body: ActiveAnswer = await (await get('/api/active', '')).json();
  return body;
}

/** Fetches the first `count` rows of the feed, up to one page. */
export function fetchRows(search: string, count: number): Promise<EventsAnswer> {
  return fetchEvents(search, Math.min(Math.max(count, pageSize), maxPageSize));
}

/** The number of rows to fetch after the first `count`. */
export function pageSizeAfter(count: number): number {
  return widerPages.find(({ from }) => count >= from)?.size ?? pageSize;
}

/** Fetches the rows after those loaded; `page` is the token that came with them. */
export async function fetchPage(search: string, page: string, limit: number): Promise<Page> {
  const response = await getEvents(search, { limit: String(limit), page });
  return readPage(new Uint8Array(await response.arrayBuffer()));
}

async function fetchEvents(search: string, limit: number): Promise<EventsAnswer> {
  const body: EventsAnswer = await (await getEvents(search, { limit: String(limit) })).json();
  return body;
}

function getEvents(search: string, more: Record<string, string>): Promise<Response> {
  return get('/api/events', search, { sort: 'latest', ...more });
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
