import type { Event } from '@/db/model/event/event';
import { isActive } from '@/db/model/event/threatened';
import { isDiplomatic } from '@/db/model/words';

/** How long an ended attack stays listed under what is under threat now (ms). */
export const endedMillis = 12 * 3_600_000;

/**
 * Does an event that is no longer active stay listed? An attack that ended after `since` (ms), and an attack or threat
 * of which the end is to be confirmed.
 */
export function isListedEnded(event: Event, since: number): boolean {
  if (isActive(event) || !event.targets.some(({ type }) => isDiplomatic(type))) return false;
  const closedAt = event.incident?.closedAt;
  if (closedAt !== undefined && Date.parse(closedAt) > since) return true;
  return (
    event.toBeConfirmed?.changes.some(({ what }) => what.endsWith('-ended') || what === 'refuted') ?? false
  );
}
