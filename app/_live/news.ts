import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { isAlertedByExercises } from './exercise-alerts';

/**
 * Whether an event is new to this user, or changed in a relevant field. It is judged by its activity, so that a
 * corrected title or an update of an old record does not count.
 */
export function isNews(before: Event | undefined, after: Event, newsSince: string): boolean {
  return before ? after.activityAt > before.activityAt : after.activityAt > newsSince;
}

/** Whether the event puts a mission in danger. Examples never alert, exercises their participants only. */
export function isAlarming(event: Event): boolean {
  const alerts = event.handling === 'actual' || (event.handling === 'exercise' && isAlertedByExercises());
  return alerts && targetsInDanger(event).length > 0;
}
