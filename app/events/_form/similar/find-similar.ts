import * as z from 'zod';
import { type SimilarEvent, similarEvent } from '@/db/model/similar';
import { throwIfSessionEnded } from '../../../_session/session-end';
import type { EventJson } from '../state/to-input';

const answer = z.object({ items: z.array(similarEvent) });
const leastTitle = 8;

/**
 * The body of POST /api/similar for what is typed so far; null while it says too little. What is not valid yet, such as
 * half an address, is left out.
 */
export function similarBody(
  { kind, title, summary, at, location, targets, sources }: EventJson,
  id: string | null,
): string | null {
  const addresses = sources.flatMap(({ url, origin }) => {
    const isWhole = url !== null && URL.canParse(url) && /^https?:\/\/[^/]+\.[^/]+/i.test(url);
    return isWhole || origin ? [{ url: isWhole ? url : null, origin }] : [];
  });
  const { country, city, lat, lon } = location;
  const hasPlace = country !== null && targets.length > 0;
  if (title.length < leastTitle && addresses.length === 0 && !hasPlace) return null;
  const hasPoint = lat !== null && lon !== null;
  return JSON.stringify({
    ...(id !== null && { id }),
    kind,
    title,
    summary: summary.slice(0, 1_000),
    at,
    location: { ...(country !== null && { country }), city, ...(hasPoint && { lat, lon }) },
    targets,
    sources: addresses,
  });
}

/** The similar events. @throws if there is no valid answer */
export async function findSimilar(body: string, signal: AbortSignal): Promise<SimilarEvent[]> {
  const response = await fetch('/api/similar', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    signal,
  });
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`Similar records could not be read: ${response.status}`);
  return answer.parse(await response.json()).items;
}
