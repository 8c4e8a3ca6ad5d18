import type { EventMap } from '@/db/model/map';
import { throwIfSessionEnded } from '../../_session/session-end';
import { type Box, boxText, parseBox } from '../frame/box';

export type FetchedMap = { url: string; etag: string | null; map: EventMap };

/** The address of a map: all that the filter finds, or what a frame shows of it. */
export function mapUrl(search: string, frame: { box: Box | null; zoom: number }): string {
  const query = new URLSearchParams(search);
  const box = within(frame.box, parseBox(query.get('bbox') ?? undefined));
  if (box) query.set('bbox', boxText(box));
  query.set('zoom', String(Math.max(0, Math.min(16, Math.round(frame.zoom)))));
  return `/api/map?${query}`;
}

/** What of the frame lies in the box of the filter. Boxes across 180° are not cut. */
function within(frame: Box | null, filter: Box | null): Box | null {
  if (!frame || !filter) return frame ?? filter;
  const [west, south, east, north] = frame;
  const [left, bottom, right, top] = filter;
  if (west > east || left > right) return filter;
  const cut: Box = [
    Math.max(west, left),
    Math.max(south, bottom),
    Math.min(east, right),
    Math.min(north, top),
  ];
  return cut[0] <= cut[2] && cut[1] <= cut[3] ? cut : filter;
}

/** The map, or what is known of it if it has not changed. @throws if there is no valid answer */
export async function fetchMap(
  url: string,
  known: FetchedMap | null,
  signal: AbortSignal,
): Promise<FetchedMap> {
  const etag = known?.url === url ? known.etag : null;
  const response = await fetch(url, {
    signal,
    cache: 'no-store',
    headers: etag ? { 'If-None-Match': etag } : {},
  });
  if (response.status === 304 && known) return known;
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`The map could not be read: ${response.status}`);
  const map: EventMap = await response.json();
  return { url, etag: response.headers.get('etag'), map };
}
