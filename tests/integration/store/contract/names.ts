import { expect, test } from '@playwright/test';
import { localPrincipal as local } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { eventsOf } from '../records';
import type { OpenedStore, StoreFactory } from '../sqlite';

/** Missions, places, events and visits are found by the names of countries and cities in the three languages. */
export function namesContract(name: string, open: StoreFactory): void {
  test.describe(`${name}: names of countries and cities`, () => {
    let opened: OpenedStore;
    let store: Store;
    test.beforeAll(async () => {
      opened = await open('example');
      store = opened.store;
    });
    test.afterAll(() => opened.remove());

    for (const q of [
      'Russia Kabul',
      'RU KABUL',
      'rusya kabil',
      'россия кабул',
      'russian embassy kabul',
      'embassy of russia in kabul',
      'Büyükelçilik — Rusya, Kabil',
      "Kabil'deki Rusya Büyükelçiliği",
      'Посольство — Россия, Кабул',
      'посольство в Кабул Россия',
    ]) {
      test(`«${q}» finds the Russian embassy in Kabul`, async () => {
        const { items } = await store.listRecords(local, 'mission', { q, limit: 10, after: null });
        expect(items.map(({ sending, host, type, city }) => [sending, host, type, city])).toEqual([
          ['RU', 'AF', 'embassy', 'Kabul'],
        ]);
      });
    }

    for (const [q, host, city] of [
      ['стамбул', 'TR', 'Istanbul'],
      ['пекин', 'CN', 'Beijing'],
      ['Pekin', 'CN', 'Beijing'],
      ['Kiev', 'UA', 'Kyiv'],
      ['Bombay', 'IN', 'Mumbai'],
      ['Calcutta', 'IN', 'Kolkata'],
      ['Rangoon', 'MM', 'Yangon'],
      ['westminster лондон', 'GB', 'City of Westminster'],
    ] as const) {
      test(`«${q}» finds the missions in ${city}`, async () => {
        const { items } = await store.listRecords(local, 'mission', { q, limit: 10, after: null });
        expect(items).toContainEqual(expect.objectContaining({ host, city }));
      });
    }

    for (const [q, sending] of [
      ['Palestine', 'PS'],
      ['Filistin', 'PS'],
      ['палестина', 'PS'],
      ['british', 'GB'],
      ['Britain', 'GB'],
      ['британия', 'GB'],
      ['UK', 'GB'],
      ['USA', 'US'],
    ] as const) {
      test(`«${q}» finds the missions of ${sending}`, async () => {
        const { items } = await store.listRecords(local, 'mission', {
          q,
          sending: [sending],
          limit: 1,
          after: null,
        });
        expect(items).toHaveLength(1);
      });
    }

    for (const [q, sending, host, city] of [
      ['uk moscow', 'GB', 'RU', 'Arbat District'],
      ['united kingdom moscow', 'GB', 'RU', 'Arbat District'],
      ['birleşik krallık moskova', 'GB', 'RU', 'Arbat District'],
      ['united states beirut', 'US', 'LB', 'Aoukar'],
      ['сша бейрут', 'US', 'LB', 'Aoukar'],
      ['niger paris', 'NE', 'FR', 'arrondissement of Paris'],
    ] as const) {
      test(`«${q}» finds the embassy of ${sending} first`, async () => {
        const { items } = await store.listRecords(local, 'mission', { q, limit: 3, after: null });
        expect(items[0]).toMatchObject({ sending, host, type: 'embassy' });
        expect(items[0]?.city).toContain(city);
      });
    }

    test('an exact country name comes before names that start with it, across pages', async () => {
      const senders: string[] = [];
      const ids = new Set<string>();
      let after: string | null = null;
      do {
        const page: { items: { id: string; sending: string; host: string }[]; next: string | null } =
          await store.listRecords(local, 'mission', { q: 'guinea', limit: 40, after });
        for (const { id, sending, host } of page.items) {
          ids.add(id);
          senders.push(sending === 'GN' ? 'of' : host === 'GN' ? 'in' : 'other');
        }
        after = page.next;
      } while (after);
      expect(ids.size).toBe(senders.length);
      const inOrder = (one: string) => ['of', 'in', 'other'].indexOf(one);
      expect(new Set(senders)).toEqual(new Set(['of', 'in', 'other']));
      expect(senders).toEqual([...senders].sort((a, b) => inOrder(a) - inOrder(b)));
    });

    test('a mission is found by its metropolitan city and by its district', async () => {
      for (const city of ['moscow', 'Moskova', 'Москва', 'Arbat District']) {
        const { items } = await store.listRecords(local, 'mission', {
          city,
          sending: ['GB'],
          limit: 10,
          after: null,
        });
        expect(items, city).toMatchObject([{ city: 'Arbat District', metro: 'Moscow' }]);
      }
    });

    for (const city of ['kabul', 'Kabil', 'Кабул']) {
      test(`the missions in Kabul are found by the city ${city}`, async () => {
        const { items } = await store.listRecords(local, 'mission', {
          city,
          sending: ['RU'],
          limit: 10,
          after: null,
        });
        expect(items).toMatchObject([{ host: 'AF', city: 'Kabul' }]);
      });
    }

    test('a search of short words only is not ignored', async () => {
      const { items } = await store.listRecords(local, 'mission', {
        q: 'de',
        host: ['BR'],
        limit: 500,
        after: null,
      });
      expect(items.map(({ city }) => city)).toContain('Rio de Janeiro');
    });

    for (const [q, name] of [
      ['Кабу', 'Kabul'],
      ['kabi', 'Kabul'],
      ['стамб', 'Istanbul'],
      ['pekin', 'Beijing'],
      ['şam', 'Damascus'],
      ['bombay', 'Mumbai'],
    ] as const) {
      test(`«${q}» finds the place ${name}`, async () => {
        const [first] = await store.listPlaces(local, { q, limit: 5 });
        expect(first?.name).toBe(name);
      });
    }

    test('an event and a visit are found by their city in the three languages', async () => {
      const filter = { handling: ['example' as const] };
      for (const q of ['kabul', 'kabil', 'кабул']) {
        const page = await store.listEvents(local, {
          filter: { ...filter, q },
          sort: 'at',
          limit: 10,
          after: null,
        });
        expect(eventsOf(page), q).not.toEqual([]);
        expect(
          (await store.listRecords(local, 'visit', { q, limit: 10, after: null })).items,
          q,
        ).toHaveLength(1);
      }
    });
  });
}
