import type { Event } from '@/db/model/event/event';
import type { Linked } from './links';

/** Reference, title, marking and handling by id of the linked events that `getEvents` returns. */
export async function readLinked(
  { incident, threat }: Event,
  getEvents: (ids: readonly string[]) => Promise<Event[]>,
): Promise<Record<string, Linked>> {
  const others = await getEvents([...(incident?.realises ?? []), ...(threat?.realisedBy ?? [])]);
  return Object.fromEntries(
    others.map(({ id, ref, title, tlp, handling, at, atPrecision }) => [
      id,
      { ref, title, tlp, handling, at, atPrecision },
    ]),
  );
}
