import type { Urgency } from '@/db/model/words';
import type { Event } from './event';

const hourMillis = 3_600_000;

/** Does it call for action now or within the hour? */
export function isUrgent(urgency: Urgency | undefined): boolean {
  return urgency === 'immediate' || urgency === 'expected';
}

/**
 * Until when "within the hour" holds (ms): an hour from when it was stated, or from the last activity of a record
 * that does not say when; null for another urgency.
 */
export function expectedBy({ threat, activityAt }: Pick<Event, 'threat' | 'activityAt'>): number | null {
  if (threat?.urgency !== 'expected') return null;
  return Date.parse(threat.urgencyAt ?? activityAt) + hourMillis;
}
