import { expect } from '@playwright/test';
import {
  localPrincipal as local,
  type Principal,
  systemPrincipal as system,
} from '@/db/model/access/principal';
import type { Event } from '@/db/model/event/event';
import type { Filter } from '@/db/model/filter';
import { map } from '@/db/model/map';
import { type NearItem, nearItem } from '@/db/model/near';
import type { Store } from '@/db/store';
import { createReferences } from '../listing';
import { incident, missionPlaces, newKey, people, threat } from '../records';
import type { StoreFactory } from '../sqlite';
import { storeTest } from '../store-test';

const now = Date.parse('2026-03-10T12:00:00Z');

/** Maps and events near missions: current after each change, and each reader's own. */
export function onMapContract(name: string, open: StoreFactory): void {
  const test = storeTest(open);
  const [clear, green, amber] = people;
  if (!clear || !green || !amber) throw new Error('The people of the store tests have changed');

  test.describe(`${name}: map and near`, () => {
    test('a map and the events near missions follow each change, and have what their reader may see', async ({
      store,
    }) => {
      const { missions } = await createReferences(store);
      const [mission] = missions;
      if (!mission) throw new Error('The store has too few records');
      for (const one of people) await store.putPrincipal(system, one);
      const nothing = { count: 0, unplaced: { events: 0, missions: 0 }, marks: [], near: [] };
      for (const who of people) expect(await read(store, who)).toEqual(nothing);

      const location = { country: 'AF', ...missionPlaces[0] };
      const targets = [{ country: 'RU', type: 'embassy', missionId: mission.id }];
      const log = async (by: Principal, more: object) =>
        (await store.createEvent(by, incident({ location, ...more }), newKey())).event;
      const open = await log(clear, { tlp: 'clear' });
      const shown = (events: Event[]) => ({
        ...nothing,
        count: events.length,
        marks: events.map(({ id }) => id).sort(),
        near: events.map(({ id }) => `${id} ${mission.id}`).sort(),
      });
      for (const who of people) expect(await read(store, who)).toEqual(shown([open]));

      const hidden = await log(amber, { tlp: 'amber' });
      const red = await log(amber, { tlp: 'red', recipients: [green.id] });
      await log(amber, { tlp: 'amber', location: { country: 'AF' } });
      expect(await read(store, clear)).toEqual(shown([open]));
      expect(await read(store, green)).toEqual(shown([open, red]));
      expect(await read(store, amber)).toEqual({
        ...shown([open, hidden, red]),
        unplaced: { events: 1, missions: 0 },
      });

      // The mission is under threat for those who may see the threat.
      const { event: letter } = await store.createEvent(amber, threat({ targets, tlp: 'amber' }), newKey());
      expect((await read(store, green)).marks).not.toContain(`mission:${mission.id}`);
      expect((await read(store, amber)).marks).toContain(`mission:${mission.id}`);
      await store.updateEvent(amber, letter.id, 1, threat({ targets, tlp: 'green' }), null);
      expect((await read(store, green)).marks).toContain(`mission:${mission.id}`);
      expect(await read(store, clear)).toEqual(shown([open]));

      await store.updateEvent(
        clear,
        open.id,
        1,
        incident({ location: { country: 'AF', lat: 0, lon: 0 } }),
        null,
      );
      expect(await read(store, clear)).toMatchObject({ count: 1, marks: [open.id], near: [] });
      const inBox: Filter = { bbox: [60, 30, 75, 40] };
      expect((await read(store, clear, inBox)).count).toBe(0);
      await store.deleteEvent(clear, open.id, 2, 'Logged twice');
      expect(await read(store, clear)).toEqual(nothing);
    });

    test('a search, a filter and a page of nearness give only what their reader may see', async ({
      store,
    }) => {
      await createReferences(store);
      const location = { country: 'AF', ...missionPlaces[0] };
      for (const tlp of ['clear', 'amber', 'clear'])
        await store.createEvent(local, incident({ location, tlp, title: 'Drone over the roof' }), newKey());
      const search: Filter = { q: 'drone', kind: ['incident'] };
      expect((await read(store, clear, search)).count).toBe(2);
      expect((await read(store, amber, search)).count).toBe(3);
      expect((await read(store, amber, { q: 'letter' })).count).toBe(0);

      const filter: Filter = { nearCountries: ['RU'], radiusKm: 5 };
      const first = await store.near(clear, { filter, limit: 1, after: null });
      const second = await store.near(clear, { filter, limit: 1, after: first.next });
      expect(itemsOf(first).length + itemsOf(second).length).toBe(2);
      expect(second.next).toBeNull();
      expect(itemsOf(first)[0]?.event.id).not.toBe(itemsOf(second)[0]?.event.id);
    });
  });
}

function itemsOf({ itemsJson }: { itemsJson: Uint8Array }): NearItem[] {
  return nearItem.array().parse(JSON.parse(new TextDecoder().decode(itemsJson)));
}

/** What a reader finds on the map, and within 5 km of the Russian mission. */
async function read(store: Store, who: Principal, filter: Filter = {}) {
  const { answer: json } = await store.map(who, { filter, zoom: 3 }, now);
  const { count, unplaced, features } = map.parse(JSON.parse(new TextDecoder().decode(json)));
  const query = {
    filter: { ...filter, nearCountries: ['RU' as const], radiusKm: 5 },
    limit: 50,
    after: null,
  };
  const near = itemsOf(await store.near(who, query));
  return {
    count,
    unplaced,
    marks: features
      .map(({ properties: one }) =>
        one.kind === 'event' ? one.id : one.kind === 'mission' ? one.key : 'cluster',
      )
      .sort(),
    near: near.map(({ event, mission }) => `${event.id} ${mission.id}`).sort(),
  };
}
