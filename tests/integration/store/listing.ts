import { localPrincipal as local, type Principal } from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import { actorInput, missionInput } from '@/db/model/reference';
import type { Store } from '@/db/store';
import { eventsOf, missionPlaces, newKey, type PlacedMission } from './records';

const all = { filter: {}, sort: 'at', limit: 500, after: null } as const;

/** All events in a reader's list, by id. */
export async function listAll(store: Store, who: Principal): Promise<Map<string, Event>> {
  const found = new Map<string, Event>();
  let after: Parameters<Store['listEvents']>[1]['after'] = null;
  do {
    const page = await store.listEvents(who, { ...all, after });
    for (const event of eventsOf(page)) found.set(event.id, event);
    after = page.next;
  } while (after);
  return found;
}

/** Two missions, one of them on the antimeridian, and two actors for events to refer to. */
export async function createReferences(store: Store) {
  const missions: PlacedMission[] = [];
  for (const one of [
    { sending: 'RU', ...missionPlaces[0] },
    { sending: 'CN', ...missionPlaces[1] },
  ]) {
    const input = missionInput.parse({ ...one, host: 'AF', type: 'embassy', city: 'Kabul' });
    const { record: mission } = await store.createRecord(local, 'mission', input, newKey());
    const { id, sending, host, lat, lon } = mission;
    missions.push({ id, country: sending, host, lat: lat ?? 0, lon: lon ?? 0 });
  }
  const actors: string[] = [];
  for (const called of ['ISKP', 'TTP']) {
    const { record: actor } = await store.createRecord(
      local,
      'actor',
      actorInput.parse({ name: called }),
      newKey(),
    );
    actors.push(actor.id);
  }
  return { missions, actors };
}
