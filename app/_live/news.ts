import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';

/**
 * Whether an event is new to this user, or changed in a relevant field. It is judged by its activity, so that a
 * corrected title or an update of an old record does not count.
 */
export function isNews(before: Event | undefined, after: Event, newsSince: string): boolean {
  return before ? after.activityAt > before.activityAt : after.activityAt > newsSince;
}

/** Whether the event puts a mission in real danger. Exercises and examples never alert. */
export function isAlarming(event: Event): boolean {
  return event.handling === 'actual' && targetsInDanger(event).length > 0;
}
