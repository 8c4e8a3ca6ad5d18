import type { Principal } from '@/db/model/access/principal';
import { isAppError } from '@/db/model/errors';
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
    const mergedInto = isDeleted ? await readSurvivor(store, who, event) : null;
    items.set(event.id, { event, needs, isDeleted, mergedInto });
  }
  for (const event of active.items) {
    const needs = reviewNeedsOf(event, now);
    if (needs.length > 0 && !items.has(event.id))
      items.set(event.id, { event, needs, isDeleted: false, mergedInto: null });
  }
  return [...items.values()].sort(
    (a, b) => rankOf(a) - rankOf(b) || waitingSince(a.event).localeCompare(waitingSince(b.event)),
  );
}

/** The reference of the event that a deleted one was merged into. */
async function readSurvivor(
  store: Services['store'],
  who: Principal,
  { ref }: Event,
): Promise<string | null> {
  try {
    return (await store.getEvent(who, ref)).ref;
  } catch (error) {
    if (isAppError(error) && error.kind === 'not-found') return null;
    throw error;
  }
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
