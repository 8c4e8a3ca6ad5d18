import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';

/**
 * Is this news to the reader: an event that he did not have, or one that changed in what matters? Its
 * activity tells, so that a corrected title or an old record that moved on in the background is none.
 */
export function isNews(before: Event | undefined, after: Event, newsSince: string): boolean {
  return before ? after.activityAt > before.activityAt : after.activityAt > newsSince;
}

/** Does it put a mission in danger for real? Exercises and examples never alert. */
export function isAlarming(event: Event): boolean {
  return event.handling === 'actual' && targetsInDanger(event).length > 0;
}
