import type { Event } from '@/db/model/event/event';

/** The events of a list, whose items the server holds as JSON. */
export function eventsIn({ itemsJson }: { itemsJson: Uint8Array }): Event[] {
  const events: Event[] = JSON.parse(new TextDecoder().decode(itemsJson));
  return events;
}
