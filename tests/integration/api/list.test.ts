import type * as z from 'zod';
import { type Event, type EventDraft, event } from '@/db/model/event/event';
import { eventList } from '@/server/events/list-events';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields } from './support/expectations';

test.use({ seed: 'none' });

async function createEvent(api: Api, draft: EventDraft): Promise<Event> {
  return event.parse((await api.post('/api/events', draft)).body);
}

async function list(api: Api, query = ''): Promise<z.output<typeof eventList>> {
  const answer = await api.get(`/api/events?${query}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return eventList.parse(answer.body);
}

test('each filter returns matching events, and combined filters those that match all', async ({ api }) => {
  const mission = await api.post('/api/missions', {
    sending: 'RU',
    host: 'AF',
    type: 'embassy',
    city: 'Kabul',
  });
  const actor = await api.post('/api/actors', { name: 'Islamic State Khorasan Province', aliases: ['ISKP'] });
  const missionId = String(Reflect.get(Object(mission.body), 'id'));
  const actorId = String(Reflect.get(Object(actor.body), 'id'));
  const threat = await createEvent(
    api,
    threatDraft({
      title: 'Saldırı tehdidi',
      severity: 'severe',
      verification: 'corroborated',
      sources: [
        { publisher: 'Reuters', origin: 'Reuters' },
        { publisher: 'AFP', origin: 'AFP' },
      ],
      tlp: 'green',
      tags: ['letter'],
      location: { country: 'AF', city: 'Kabul', lat: 34.53, lon: 69.17 },
      targets: [
        { country: 'RU', type: 'embassy', missionId },
        { country: 'CN', type: 'business' },
      ],
      actors: [{ actorId, role: 'threatened' }],
    }),
  );
  const incident = await createEvent(
    api,
    incidentDraft({
      at: '2022-09-05',
      handling: 'exercise',
      location: { country: 'PK', city: 'Karachi', lat: 24.86, lon: 67.01 },
      targets: [{ country: 'CN', type: 'consulate' }],
      incident: { phase: 'ongoing' },
    }),
  );
  const found: [string, Event[]][] = [
    ['', [threat, incident]],
    ['targeted=RU', [threat]],
    ['targeted=RU,CN', [threat, incident]],
    ['targeted=FR', []],
    ['kind=incident', [incident]],
    ['host=AF', [threat]],
    ['targetType=consulate,embassy', [threat, incident]],
    ['diplomatic=true', [threat, incident]],
    ['diplomatic=false', [threat]],
    ['targeted=CN&diplomatic=true', [incident]],
    ['targeted=CN&targetType=embassy', []],
    [`mission=${missionId}`, [threat]],
    [`mission=${missionId}&targeted=CN`, []],
    [`actor=${actorId}`, [threat]],
    ['status=current', [threat]],
    ['status=lapsed,realised', []],
    ['phase=ongoing', [incident]],
    ['severity=severe,extreme', [threat]],
    ['verification=corroborated', [threat]],
    ['tlp=green', [threat]],
    ['tag=LETTER', [threat]],
    ['handling=exercise', [incident]],
    ['from=2022-09-06', [threat]],
    ['from=2022-09-05&to=2022-09-05', [incident]],
    ['to=2022-09-05T00:00:00Z', []],
    ['to=2022-09-05T00:00:01Z', [incident]],
    ['q=saldiri', [threat]],
    ['q=embassy%20pakistan', [incident]],
    ['q=SALDIRI%20TEHD%C4%B0D%C4%B0', [threat]],
    ['q=%22%2A%28%29%3A%5E%2D%20OR%20NEAR', []],
    ['bbox=69,34,70,35', [threat]],
    ['bbox=170,-80,68,80', [incident]],
    ['kind=threat&host=AF&severity=severe&q=tehdidi&from=2026-01-01', [threat]],
    ['kind=threat&host=PK', []],
  ];
  for (const [query, expected] of found) {
    const { items } = await list(api, query);
    expect(
      items.map(({ ref }) => ref),
      query,
    ).toEqual(expected.map(({ ref }) => ref));
  }
  expect((await list(api)).items).toEqual([threat, incident]);
});

test('a list is sorted by time of the event or by latest activity, newest first', async ({ api }) => {
  const older = await createEvent(api, incidentDraft({ at: '2020-01-01' }));
  const newer = await createEvent(api, incidentDraft({ at: '2024-01-01' }));
  const oldest = await createEvent(api, incidentDraft({ at: '2011-09-11' }));
  expect((await list(api)).items.map(({ id }) => id)).toEqual([newer.id, older.id, oldest.id]);
  expect((await list(api, 'sort=latest')).items.map(({ id }) => id)).toEqual([oldest.id, newer.id, older.id]);
  await api.patch(`/api/events/${older.id}`, 1, { incident: { killed: { min: 6, max: 6 } } });
  await api.patch(`/api/events/${newer.id}`, 1, { summary: 'A word, and no activity' });
  expect((await list(api, 'sort=latest')).items.map(({ id }) => id)).toEqual([older.id, oldest.id, newer.id]);
});

for (const sort of ['at', 'latest']) {
  test(`pages sorted by ${sort} are complete and without duplicates while events are logged`, async ({
    api,
  }) => {
    const before = new Set<string>();
    // Events at the same time must keep their order too.
    for (let number = 0; number < 23; number += 1) {
      const draft = incidentDraft({
        title: `Incident ${number}`,
        at: number % 3 === 0 ? '2022-01-01' : `20${10 + number}-01-01`,
      });
      before.add((await createEvent(api, draft)).id);
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: z.output<typeof eventList> = await list(
        api,
        `sort=${sort}&limit=4${next && `&page=${encodeURIComponent(next)}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
      await createEvent(api, incidentDraft({ title: 'Logged meanwhile', at: '2022-01-01' }));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
  });
}

test('a list before a moment starts there in its own order, and goes on page by page', async ({ api }) => {
  const dates = ['2022-03-01', '2021-03-01', '2023-03-01', '2020-03-01'];
  const logged: Event[] = [];
  for (const at of dates) logged.push(await createEvent(api, incidentDraft({ title: at, at })));
  const titles = async (query: string) => (await list(api, query)).items.map(({ title }) => title);
  expect(await titles('before=2022-03-01T00:00:00Z')).toEqual(['2021-03-01', '2020-03-01']);
  expect(await titles('before=2022-03-01T00:00:01Z')).toEqual(['2022-03-01', '2021-03-01', '2020-03-01']);
  expect(await titles('before=2022-03-01T03:00:00%2B03:00&from=2021-01-01')).toEqual(['2021-03-01']);
  const moment = logged[2]?.activityAt;
  const first = await list(api, `sort=latest&before=${moment}&limit=1`);
  expect(first.items.map(({ title }) => title)).toEqual(['2021-03-01']);
  expect(await titles(`sort=latest&page=${first.next}`)).toEqual(['2022-03-01']);
  expectBadFields(await api.get(`/api/events?sort=latest&before=${moment}&page=${first.next}`), ['before']);
});

test('a page token of another list or order, a cursor and arbitrary text are refused', async ({ api }) => {
  for (let number = 0; number < 3; number += 1)
    await createEvent(api, incidentDraft({ title: `Incident ${number}` }));
  await api.post('/api/actors', { name: 'One' });
  await api.post('/api/actors', { name: 'Two' });
  const { next, cursor } = await list(api, 'limit=1');
  const actors = await api.get('/api/actors?limit=1');
  const ofActors = String(Reflect.get(Object(actors.body), 'next'));
  expect((await list(api, `limit=1&page=${next}`)).items).toHaveLength(1);
  for (const query of [
    `sort=latest&page=${next}`,
    `page=${cursor}`,
    `page=${ofActors}`,
    'page=',
    'page=abc',
    `page=${next}x`,
    `page=${'A'.repeat(2000)}`,
  ]) {
    expectBadFields(await api.get(`/api/events?${query}`), ['page']);
  }
  expectBadFields(await api.get(`/api/actors?page=${next}`), ['page']);
  expectBadFields(await api.get(`/api/feed?after=${next}`), ['after']);
});

test('invalid, unknown and repeated parameters are refused by name, never clamped or ignored', async ({
  api,
}) => {
  const refused: [string, string[]][] = [
    ['targeted=XX', ['targeted']],
    ['targeted=RU,XX,YY', ['targeted', 'targeted']],
    ['targeted=ru', ['targeted']],
    ['targeted=', ['targeted']],
    ['targeted=RU&targeted=PK', ['targeted']],
    ['kind=rumour&host=Kabul', ['kind', 'host']],
    ['diplomatic=yes', ['diplomatic']],
    ['mission=1', ['mission']],
    ['status=over', ['status']],
    ['from=yesterday', ['from']],
    ['from=2022-02-30', ['from']],
    ['to=2022-09-05T10:00', ['to']],
    ['bbox=1,2,3', ['bbox']],
    ['bbox=0,50,10,40', ['bbox']],
    ['bbox=0,0,1,999', ['bbox']],
    ['sort=newest', ['sort']],
    ['before=2022-02-30T00:00:00Z', ['before']],
    ['before=2022-03-01', ['before']],
    ['deleted=true&before=2022-03-01T00:00:00Z', ['before']],
    ['limit=0', ['limit']],
    ['limit=501', ['limit']],
    ['limit=-1', ['limit']],
    ['limit=1.5', ['limit']],
    ['limit=1e2', ['limit']],
    ['asOf=2022-01-01', ['asOf']],
    ['Targeted=RU', ['Targeted']],
    ['__proto__=1&constructor=2', ['__proto__', 'constructor']],
    [`q=${'a'.repeat(201)}`, ['q']],
    ['q=%00', ['q']],
  ];
  for (const [query, paths] of refused) expectBadFields(await api.get(`/api/events?${query}`), paths);
  expectBadFields(await api.get('/api/board?sort=at&limit=5'), ['sort', 'limit']);
  for (const path of ['/api/active', '/api/healthz', '/api/events/THR-2026-0001', '/api/openapi.json']) {
    expectBadFields(await api.get(`${path}?x=1`), ['x']);
  }
});
