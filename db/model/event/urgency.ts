import type { Urgency } from '@/db/model/words';
import type { Event } from './event';

const hourMillis = 3_600_000;

/** Is the urgency now or within the hour? */
export function isUrgent(urgency: Urgency | undefined): boolean {
  return urgency === 'immediate' || urgency === 'expected';
}

/**
 * The end of "within the hour" (ms): an hour after the urgency was stated, or after the last activity if the record
 * does not have that time; null for another urgency.
 */
export function expectedBy({ threat, activityAt }: Pick<Event, 'threat' | 'activityAt'>): number | null {
  if (threat?.urgency !== 'expected') return null;
  return Date.parse(threat.urgencyAt ?? activityAt) + hourMillis;
}
