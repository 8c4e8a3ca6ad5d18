import { dayMillis, endMillis } from '@/db/model/values/moment';
import type { ReviewNeed } from '@/db/model/words';
import type { Event } from './event';
import { isExpired, isOverdue } from './threatened';

/** How long before its review date, or the end of its validity, a threat is due for review (ms). */
const dueMillis = dayMillis;

/** What a current threat needs at this time (ms), besides a confirmation. */
export function reviewNeedsOf(one: Event, now: number): ReviewNeed[] {
  const { threat } = one;
  if (threat?.status !== 'current') return [];
  if (isExpired(one, now)) return ['expired'];
  if (isOverdue(one, now)) return ['overdue'];
  const ends = [threat.reviewBy, threat.validUntil].flatMap((end) => (end === null ? [] : endMillis(end)));
  return ends.some((end) => end - now <= dueMillis) ? ['due'] : [];
}
