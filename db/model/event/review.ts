import * as z from 'zod';
import { dayMillis, endMillis } from '@/db/model/values/moment';
import * as w from '@/db/model/words';
import { type Event, event } from './event';
import { isExpired, isOverdue } from './threatened';

/** How long before its review date, or the end of its validity, a threat is due for review (ms). */
const dueMillis = dayMillis;

/** What is to be reviewed, the most pressing first. */
export const review = z.strictObject({
  items: z.array(
    z.strictObject({ event, needs: z.array(z.enum(w.reviewNeeds)).min(1), isDeleted: z.boolean() }),
  ),
});
export type ReviewItem = z.output<typeof review>['items'][number];

/** What a current threat needs at this time (ms), besides a confirmation. */
export function reviewNeedsOf(one: Event, now: number): w.ReviewNeed[] {
  const { threat } = one;
  if (threat?.status !== 'current') return [];
  if (isExpired(one, now)) return ['expired'];
  if (isOverdue(one, now)) return ['overdue'];
  const ends = [threat.reviewBy, threat.validUntil].flatMap((end) => (end === null ? [] : endMillis(end)));
  return ends.some((end) => end - now <= dueMillis) ? ['due'] : [];
}
