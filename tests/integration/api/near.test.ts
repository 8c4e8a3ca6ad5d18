import * as z from 'zod';
import { board } from '@/db/model/board';
import { nearItem } from '@/db/model/near';
import { mission } from '@/db/model/reference';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { incidentDraft } from './support/drafts';

test.use({ seed: 'none' });

const page = z.strictObject({ items: z.array(nearItem), next: z.string().nullable() });

async function readNear(api: Api, query: string) {
  const { status, body } = await api.get(`/api/near?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return page.parse(body);
}

async function createMission(api: Api, city: string, at: { lat?: number; lon?: number }, sending = 'RU') {
  const given = { sending, host: 'AF', type: 'embassy', city, ...at };
  return mission.parse((await api.post('/api/missions', given)).body);
}

function logAt(api: Api, title: string, lat: number, lon: number, at = '2026-01-01') {
  return api.post('/api/events', incidentDraft({ title, at, location: { country: 'AF', lat, lon } }));
}

test('events near missions are listed newest first, each with its nearest missions and the distance', async ({
  api,
}) => {
  const kabul = await createMission(api, 'Kabul', { lat: 34.5, lon: 69.2 });
  const herat = await createMission(api, 'Herat', { lat: 34.6, lon: 69.2 });
  const ofChina = await createMission(api, 'Kabul', { lat: 34.5, lon: 69.2 }, 'CN');
  await createMission(api, 'Nowhere', {});
  await logAt(api, 'Old', 34.51, 69.2, '2025-01-01');
  await logAt(api, 'New', 34.59, 69.2);
  await logAt(api, 'Far', 35, 69.2);
  await api.post('/api/events', incidentDraft({ title: 'Without a position' }));

  const { items, next } = await readNear(api, 'countries=RU&radiusKm=12');
  expect(items.map(({ event, mission: { id }, km }) => [event.title, id, km])).toEqual([
    ['New', herat.id, 1.112],
    ['New', kabul.id, 10.008],
    ['Old', kabul.id, 1.112],
    ['Old', herat.id, 10.008],
  ]);
  expect(next).toBeNull();
  const first = await readNear(api, 'countries=RU&radiusKm=12&limit=1');
  const second = await readNear(api, `countries=RU&radiusKm=12&limit=1&page=${first.next}`);
  expect([...first.items, ...second.items]).toEqual(items);
  expect(second.next).toBeNull();
  const ofOne = await readNear(
    api,
    `missions=${kabul.id},${ofChina.id}&countries=CN&radiusKm=5&from=2024-01-01`,
  );
  expect(ofOne.items.map((item) => [item.event.title, item.mission.id])).toEqual([['Old', ofChina.id]]);
  for (const query of [
    'radiusKm=5',
    'countries=RU',
    'countries=RU&radiusKm=0.5',
    'countries=RU&radiusKm=501',
    'countries=RU&radiusKm=x',
    'countries=RU&radiusKm=5&nearCountries=RU',
    'countries=XX&radiusKm=5',
    'countries=RU&radiusKm=5&limit=101',
  ])
    expect((await api.get(`/api/near?${query}`)).status, query).toBe(422);
});

test('nearness holds across the antimeridian and at the poles, as a filter of every list', async ({
  api,
}) => {
  await createMission(api, 'Taveuni', { lat: -16.8, lon: 179.99 });
  await createMission(api, 'Pole', { lat: 90, lon: 0 }, 'CN');
  await logAt(api, 'Beyond the antimeridian', -16.8, -179.99);
  await logAt(api, 'Beside the pole', 89.99, 170);
  for (const [country, title] of [
    ['RU', 'Beyond the antimeridian'],
    ['CN', 'Beside the pole'],
  ]) {
    const filter = `nearCountries=${country}&radiusKm=5`;
    for (const path of ['events?', 'events/export?format=json&', 'events?deleted=false&']) {
      const { items } = z
        .looseObject({ items: z.array(z.looseObject({ title: z.string() })) })
        .parse((await api.get(`/api/${path}${filter}`)).body);
      expect(
        items.map((item) => item.title),
        path,
      ).toEqual([title]);
    }
    expect((await api.get(`/api/map?${filter}`)).body).toMatchObject({ count: 1 });
    const shown = board.parse((await api.get(`/api/board?${filter}`)).body);
    expect(shown.facets?.kind).toEqual([{ value: 'incident', events: 1 }]);
    expect(shown.nearAt).toHaveLength(1);
  }
  for (const query of ['nearCountries=RU', 'radiusKm=5', 'nearMissions=RU&radiusKm=5']) {
    for (const path of ['events', 'board', 'map', 'events/export?format=json'])
      expect((await api.get(`/api/${path}${path.includes('?') ? '&' : '?'}${query}`)).status, query).toBe(
        422,
      );
  }
});
