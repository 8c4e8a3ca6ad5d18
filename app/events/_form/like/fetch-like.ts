import type { Tlp } from '@/db/model/words';
import { fetchEvent } from '../../_record/fetch-event';
import type { NamedVisit } from '../../_record/targets';
import { type LikeForm, readLike } from './like-form';

/** The form for a record like another as it is now; null if that is not to be seen. @throws if there is no valid answer */
export function fetchLike(
  ref: string,
  context: { timeZone: string; clearance: Tlp },
): Promise<LikeForm | null> {
  return readLike(ref, { getEvent: fetchEvent, getVisit: fetchVisit }, context);
}

async function fetchVisit(id: string): Promise<NamedVisit | null> {
  const response = await fetch(`/api/visits/${id}`, { cache: 'no-store' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The visit could not be read: ${response.status}`);
  const visit: NamedVisit = await response.json();
  return visit;
}
