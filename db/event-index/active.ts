import type { Principal } from '@/db/model/access/principal';
import { visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import type { EventIndex } from './event-index';
import type { IndexSource } from './source';

/** The active events that this reader may see, by number, newest first. */
export async function visibleActive(
  index: EventIndex,
  source: IndexSource,
  who: Principal,
): Promise<[n: number, event: Event][]> {
  const active = [...(await index.activeEvents())]
    .filter(([, event]) => visible(who, { ...event, createdBy: event.createdBy.id }))
    .sort(([a], [b]) => b - a);
  const unconfirmed = active.flatMap(([n, event]) => (event.toBeConfirmed ? [n] : []));
  if (unconfirmed.length === 0) return active;
  const known = await source.toBeConfirmed(who, unconfirmed);
  return active.map(([n, event]) => [
    n,
    event.toBeConfirmed ? { ...event, toBeConfirmed: known.get(n) ?? null } : event,
  ]);
}
