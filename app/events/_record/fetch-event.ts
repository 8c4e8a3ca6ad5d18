import type { Event } from '@/db/model/event/event';
import { throwIfSessionEnded } from '../../_session/session-end';

/** Fetches an event by reference or id; null if it does not exist or is not visible. @throws if there is no valid answer */
export async function fetchEvent(refOrId: string, signal?: AbortSignal): Promise<Event | null> {
  const response = await fetch(`/api/events/${encodeURIComponent(refOrId)}`, { signal, cache: 'no-store' });
  if (response.status === 404) return null;
  throwIfSessionEnded(response);
  if (!response.ok) throw new Error(`The record could not be read: ${response.status}`);
  const event: Event = await response.json();
  return event;
}
