import * as z from 'zod';
import { type EventMap, type MapFeature, map } from '@/db/model/map';
import { mission } from '@/db/model/reference';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { incidentDraft, threatDraft } from './support/drafts';

test.use({ seed: 'none' });

const logged = z.looseObject({ id: z.string(), ref: z.string() });

async function readMap(api: Api, query = ''): Promise<EventMap> {
  const { status, body } = await api.get(`/api/map${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return map.parse(body);
}

function propertiesOf({ features }: EventMap, kind: MapFeature['properties']['kind']) {
  return features.map(({ properties }) => properties).filter((one) => one.kind === kind);
}

const at = (lat: number, lon: number) => ({ country: 'AF' as const, city: 'Kabul', lat, lon });

test('a map draws each event in its frame, says what has no position, and takes the filter', async ({
  api,
}) => {
  const exact = incidentDraft({ location: { ...at(34.5, 69.2), precision: 'exact' } });
  const { id, ref } = logged.parse((await api.post('/api/events', exact)).body);
  await api.post('/api/events', incidentDraft());
  await api.post('/api/events', incidentDraft({ location: at(-17.7, 179.9) }));
  await api.post('/api/events', incidentDraft({ location: at(-17.8, -179.9) }));
  await api.post(
    '/api/events',
    threatDraft({ location: at(90, 0), targets: [{ country: 'RU', type: 'police' }] }),
  );

  const kabul = await readMap(api, '?bbox=60,30,75,40&zoom=5');
  expect(kabul).toMatchObject({ type: 'FeatureCollection', count: 1, unplaced: { events: 1, missions: 0 } });
  expect(kabul.features).toEqual([
    {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [69.2, 34.5] },
      properties: {
        kind: 'event',
        id,
        ref,
        type: 'incident',
        severity: 'unknown',
        status: null,
        phase: 'over',
        handling: 'actual',
        precision: 'exact',
      },
    },
  ]);
  expect((await readMap(api)).count).toBe(4);
  expect((await readMap(api, '?bbox=170,-30,-170,0')).count).toBe(2);
  expect((await readMap(api, '?bbox=-180,85,180,90&zoom=16')).count).toBe(1);
  expect((await readMap(api, '?bbox=-170,-30,170,0')).count).toBe(0);
  expect(propertiesOf(await readMap(api, '?kind=threat'), 'event')).toMatchObject([
    { type: 'threat', status: 'current', phase: null },
  ]);
  for (const query of [
    'bbox=1,2,3',
    'bbox=0,10,0,-10',
    'bbox=0,0,181,0',
    'zoom=17',
    'zoom=-1',
    'zoom=1.5',
    'sort=at',
  ])
    expect((await api.get(`/api/map?${query}`)).status, query).toBe(422);
});

test('a mission under threat is drawn at its own place, by its event or its city, or counted as unplaced', async ({
  api,
}) => {
  const given = {
    sending: 'RU',
    host: 'AF',
    type: 'embassy',
    city: 'Kabul',
    name: 'Main',
    lat: 34.4,
    lon: 69.1,
  };
  const { id: missionId } = mission.parse((await api.post('/api/missions', given)).body);
  const own = { country: 'RU' as const, type: 'embassy' as const, missionId };
  const { id } = logged.parse(
    (await api.post('/api/events', threatDraft({ targets: [own], severity: 'severe' }))).body,
  );
  const ofCountry = (country: 'CN' | 'IN') => [{ country, type: 'embassy' as const }];
  await api.post(
    '/api/events',
    threatDraft({ targets: ofCountry('CN'), location: { ...at(34.6, 69), precision: 'city' } }),
  );
  await api.post('/api/events', incidentDraft({ targets: ofCountry('IN'), incident: { phase: 'ongoing' } }));
  await api.post('/api/events', threatDraft({ location: { country: 'AF', city: 'Nowhere at all' } }));

  const drawn = await readMap(api, '?bbox=60,30,75,40');
  expect(drawn.unplaced).toEqual({ events: 3, missions: 1 });
  const missions = drawn.features.filter(({ properties }) => properties.kind === 'mission');
  expect(missions.map(({ geometry, properties }) => [...geometry.coordinates, properties])).toEqual([
    [
      69.1723,
      expect.any(Number),
      expect.objectContaining({ country: 'IN', underAttack: true, precision: 'city' }),
    ],
    [
      69.1,
      34.4,
      expect.objectContaining({ mission: missionId, name: 'Main', leading: id, precision: 'exact' }),
    ],
    [
      69,
      34.6,
      expect.objectContaining({ country: 'CN', mission: null, precision: 'city', underAttack: false }),
    ],
  ]);
  expect(propertiesOf(await readMap(api, '?bbox=0,0,10,10'), 'mission')).toEqual([]);
  expect(propertiesOf(await readMap(api, '?targeted=CN'), 'mission')).toMatchObject([{ country: 'CN' }]);
});

test('a map is compressed; an unchanged one returns 304, and a changed one 200', async ({ api }) => {
  await api.post('/api/events', incidentDraft({ location: at(34.5, 69.2) }));
  const first = await api.get('/api/map');
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  expect(first.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
  expect(await api.get('/api/map', { 'if-none-match': etag })).toMatchObject({ status: 304, body: null });
  expect((await api.get('/api/map?kind=threat', { 'if-none-match': etag })).status).toBe(200);
  await api.post('/api/events', incidentDraft({ location: at(34.6, 69.2) }));
  expect((await api.get('/api/map', { 'if-none-match': etag })).status).toBe(200);
});
