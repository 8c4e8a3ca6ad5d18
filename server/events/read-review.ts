import type { Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { ReviewItem } from '@/db/model/event/review';
import { reviewNeedsOf } from '@/db/model/event/review-needs';
import { reviewNeeds } from '@/db/model/words';
import type { Services } from '../services';

/** Beyond these, what is to be confirmed waits until others are done. */
const maxToBeConfirmed = 500;

/**
 * What this principal is to review: what is to be confirmed, and the current threats that expired, are overdue or due.
 * The most pressing first, each group the longest-waiting first.
 */
export async function readReview({ store }: Services, who: Principal, now: number): Promise<ReviewItem[]> {
  const [active, unconfirmed] = await Promise.all([
    store.listActive(who),
    store.listToBeConfirmed(who, maxToBeConfirmed),
  ]);
  const items = new Map<string, ReviewItem>();
  for (const event of unconfirmed) {
    const isDeleted = isDeletion(event);
    const needs = ['to-be-confirmed' as const, ...(isDeleted ? [] : reviewNeedsOf(event, now))];
    items.set(event.id, { event, needs, isDeleted });
  }
  for (const event of active.items) {
    const needs = reviewNeedsOf(event, now);
    if (needs.length > 0 && !items.has(event.id)) items.set(event.id, { event, needs, isDeleted: false });
  }
  return [...items.values()].sort(
    (a, b) => rankOf(a) - rankOf(b) || waitingSince(a.event).localeCompare(waitingSince(b.event)),
  );
}

function isDeletion({ toBeConfirmed }: Event): boolean {
  return toBeConfirmed?.changes.some(({ what }) => what === 'deleted') ?? false;
}

function rankOf({ needs }: ReviewItem): number {
  return Math.min(...needs.map((need) => reviewNeeds.indexOf(need)));
}

function waitingSince({ toBeConfirmed, threat, updatedAt }: Event): string {
  return toBeConfirmed?.at ?? threat?.reviewBy ?? threat?.validUntil ?? updatedAt;
}
