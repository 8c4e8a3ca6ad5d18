import * as z from 'zod';
import { actor, mission, place, visit } from '@/db/model/reference';
import { type Handling, handlings, type Kind, tlps } from '@/db/model/words';
import { throwIfSessionEnded } from '../../_session/session-end';

/** API requests of the pickers. They reject if the server does not answer or the answer is invalid. */

async function getItems<T extends z.ZodType>(
  path: string,
  query: Record<string, string>,
  item: T,
  signal: AbortSignal,
): Promise<z.output<T>[]> {
  const response = await fetch(`${path}?${new URLSearchParams(query)}`, { signal });
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return z.object({ items: z.array(item) }).parse(await response.json()).items;
}

const maxResults = '30';
const maxMissions = '200';

/** Many, because they are sorted by the user's language here. */
export function findMissions(q: string, signal: AbortSignal) {
  return getItems('/api/missions', { q, limit: maxMissions }, mission, signal);
}

export function findVisits(q: string, signal: AbortSignal) {
  return getItems('/api/visits', { q, limit: maxResults }, visit, signal);
}

export function findActors(q: string, signal: AbortSignal) {
  return getItems('/api/actors', q === '' ? { limit: maxResults } : { q, limit: maxResults }, actor, signal);
}

/** Largest first; `country` restricts the search. */
export function findPlaces(q: string, country: string | null, signal: AbortSignal) {
  return getItems('/api/places', { q, limit: maxResults, ...(country && { country }) }, place, signal);
}

const eventLine = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  tlp: z.enum(tlps),
  handling: z.enum(handlings),
});

/** Events of one kind, to link to or to merge with; of one handling if it is given. */
export function findEvents(
  q: string,
  { kind, handling }: { kind: Kind; handling?: Handling },
  signal: AbortSignal,
) {
  const query = { kind, limit: maxResults, ...(handling && { handling }), ...(q !== '' && { q }) };
  return getItems('/api/events', query, eventLine, signal);
}
