import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { actor, mission, place, visit } from '@/db/model/reference';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { threatDraft } from './support/drafts';
import { expectBadFields } from './support/expectations';

const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() });

async function list<T extends z.ZodType>(api: Api, path: string, item: T) {
  const answer = await api.get(path);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return pageOf(item).parse(answer.body);
}

test('missions are found in a box, also across the antimeridian', async ({ api }) => {
  // Kinshasa and Brazzaville face each other across a river.
  const congo = await list(api, '/api/missions?bbox=15.2,-4.4,15.4,-4.2&limit=500', mission);
  expect(new Set(congo.items.map(({ host }) => host))).toEqual(new Set(['CD', 'CG']));
  const pacific = await list(api, '/api/missions?bbox=170,-25,-170,0&limit=500', mission);
  const hosts = pacific.items.map(({ host }) => host);
  expect(hosts).toEqual(expect.arrayContaining(['FJ', 'TV', 'WS']));
  expect(pacific.items.every(({ lon }) => lon !== null && Math.abs(lon) >= 170)).toBe(true);
  expectBadFields(await api.get('/api/missions?bbox=1,2,3'), ['bbox']);
});

test('missions are found by sending and receiving State, city, type and text, in pages', async ({ api }) => {
  const kabul = await list(api, '/api/missions?sending=RU,PK&host=AF&city=kabul', mission);
  expect(kabul.items.length).toBeGreaterThan(0);
  for (const one of kabul.items) {
    expect(one).toMatchObject({ host: 'AF', sending: expect.stringMatching(/^(RU|PK)$/), city: 'Kabul' });
  }
  const consulates = await list(
    api,
    '/api/missions?sending=TR&type=consulate-general,consulate&limit=500',
    mission,
  );
  expect(consulates.items.length).toBeGreaterThan(10);
  expect(new Set(consulates.items.map(({ sending }) => sending))).toEqual(new Set(['TR']));
  expect((await list(api, '/api/missions?q=kabul&sending=IN', mission)).items).toMatchObject([
    { host: 'AF' },
  ]);

  const paged: string[] = [];
  let path: string | null = '/api/missions?sending=TR&type=consulate-general,consulate&limit=40';
  while (path !== null) {
    const page: { items: { id: string }[]; next: string | null } = await list(api, path, mission);
    paged.push(...page.items.map(({ id }) => id));
    path =
      page.next && `/api/missions?sending=TR&type=consulate-general,consulate&limit=40&page=${page.next}`;
  }
  expect(paged).toEqual(consulates.items.map(({ id }) => id));

  const [first] = kabul.items;
  expect((await api.get(`/api/missions/${first?.id}`)).body).toEqual(first);
  expectBadFields(await api.get('/api/missions?sending=RUS&type=castle&country=AF'), [
    'sending',
    'type',
    'country',
  ]);
});

test('actors are found by any alias, visits by country, places by name', async ({ api }) => {
  expect((await list(api, '/api/actors?q=iskp', actor)).items).toMatchObject([
    { name: 'Islamic State Khorasan Province' },
  ]);
  expect((await list(api, '/api/visits?country=CN&host=AF', visit)).items).toHaveLength(1);
  expect((await list(api, '/api/visits?country=RU', visit)).items).toEqual([]);
  const places = z
    .strictObject({ items: z.array(place) })
    .parse((await api.get('/api/places?q=kab&country=AF')).body);
  expect(places.items[0]).toMatchObject({ name: 'Kabul', country: 'AF' });
  expect(places.items.every(({ country }) => country === 'AF')).toBe(true);
  expectBadFields(await api.get('/api/places'), ['q']);
  expectBadFields(await api.get('/api/places?q=%20&limit=101'), ['q', 'limit']);
});

test('all examples are removed in one request, and real events stay', async ({ api }) => {
  const { id } = event.parse((await api.post('/api/events', threatDraft())).body);
  expectBadFields(await api.call('DELETE', '/api/examples', { body: { all: true } }), ['all']);
  const removed = await api.call('DELETE', '/api/examples');
  expect(removed).toMatchObject({ status: 200, body: { removed: 4 } });
  expect((await api.get('/api/events')).body).toMatchObject({ items: [{ id }], next: null });
  expect((await api.get('/api/visits')).body).toEqual({ items: [], next: null });
  expect((await api.call('DELETE', '/api/examples')).body).toEqual({ removed: 0 });
});
