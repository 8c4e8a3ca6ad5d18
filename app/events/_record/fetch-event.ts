import type { Event } from '@/db/model/event/event';
import { problemKindOf } from '../../_api/problem-kind';
import { throwIfSessionEnded } from '../../_session/session-end';

/** Fetches an event by reference or id; null if it does not exist or is not visible. @throws if there is no valid answer */
export async function fetchEvent(refOrId: string, signal?: AbortSignal): Promise<Event | null> {
  const response = await fetch(`/api/events/${encodeURIComponent(refOrId)}`, { signal, cache: 'no-store' });
  if (response.ok) {
    const event: Event = await response.json();
    return event;
  }
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  // Not by the status: a proxy's 404 tells nothing of the record.
  if (problemKindOf(problem) === 'not-found') return null;
  throwIfSessionEnded(response);
  throw new Error(`The record could not be read: ${response.status}`);
}
