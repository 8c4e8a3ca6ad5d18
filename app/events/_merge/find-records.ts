import type { Event } from '@/db/model/event/event';
import { eventRef } from '@/db/model/event/fields';
import { findEvents } from '../_form/lookups';
import { findSimilar } from '../_form/similar/find-similar';
import { fetchEvent } from '../_record/fetch-event';

/** A record to merge with, as the list offers it. */
export type Candidate = Pick<Event, 'id' | 'ref' | 'title' | 'tlp' | 'handling'>;

/**
 * The records that an event may be merged with, by reference or words; without a query those that are similar to it.
 * A reference finds any record, so that one of another kind is refused with its reason. @throws if there is no valid answer
 */
export async function findCandidates(event: Event, query: string, signal: AbortSignal): Promise<Candidate[]> {
  const typed = query.trim();
  if (typed === '') return findSimilarTo(event, signal);
  const ref = eventRef.safeParse(typed.toUpperCase());
  if (!ref.success) {
    const found = await findEvents(typed, event, signal);
    return found.filter(({ id }) => id !== event.id);
  }
  const found = await fetchEvent(ref.data, signal);
  return found === null ? [] : [found];
}

async function findSimilarTo(event: Event, signal: AbortSignal): Promise<Candidate[]> {
  const { id, kind, handling, title, summary, at, location, sources } = event;
  const similar = await findSimilar(
    JSON.stringify({
      id,
      kind,
      title,
      summary: summary.slice(0, 1_000),
      at,
      location,
      targets: event.targets.map(({ mission: _, ...target }) => target),
      sources: sources.map(({ url, origin }) => ({ url, origin })),
    }),
    signal,
  );
  return similar.flatMap(({ event: one }) => (one.kind === kind && one.handling === handling ? [one] : []));
}
