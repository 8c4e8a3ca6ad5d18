import * as z from 'zod';
import { type Event, event } from '@/db/model/event/event';
import { exercise } from '@/db/model/exercise';
import { expect, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';

test.use({ seed: 'register' });

const answer = z.strictObject({ exercise: exercise.nullable() });
const list = z.looseObject({ items: z.array(event) });

async function exercises(api: Api): Promise<Event[]> {
  return list.parse((await api.get('/api/events?handling=exercise&limit=500')).body).items;
}

async function stateOf(api: Api) {
  return answer.parse((await api.get('/api/exercise')).body).exercise;
}

test('an exercise held at a minute of its siege has its records, and is removed in one request', async ({
  api,
}) => {
  test.setTimeout(120_000);
  expect(await stateOf(api)).toBeNull();
  const real = event.parse((await api.post('/api/events', threatDraft({ tlp: 'clear' }))).body);
  expectBadFields(await api.post('/api/exercise', { speed: 61, minute: -1, other: 1 }), [
    'minute',
    'other',
    'speed',
  ]);

  const started = await api.post('/api/exercise', { speed: 0, minute: 6 });
  expect(started.status).toBe(201);
  expect(expectProblem(await api.post('/api/exercise', {}), 422).code).toBe('exercise-exists');
  await expect.poll(async () => (await stateOf(api))?.phase).toBe('held');
  await expect.poll(async () => (await exercises(api)).length).toBe(304);
  expect(await stateOf(api)).toMatchObject({ minute: 6, speed: 0, startedBy: { name: 'Local analyst' } });

  const all = await exercises(api);
  const siege = all.find(({ tags, incident }) => tags.includes('siege') && incident?.phase === 'ongoing');
  expect(siege).toMatchObject({
    title: 'Gunmen inside the compound of the Dutch embassy',
    severity: 'extreme',
    targets: [
      { country: 'NL', accountedFor: 'no', mission: { type: 'embassy', host: 'UG' } },
      { country: 'DK', accountedFor: 'yes', mission: { type: 'embassy' } },
    ],
    incident: { hostages: { min: 2, max: 4 }, realises: [expect.any(String)] },
  });

  expect((await api.call('DELETE', '/api/exercise')).body).toEqual({ removed: 304 });
  expect(await stateOf(api)).toBeNull();
  expect(await exercises(api)).toEqual([]);
  for (const path of ['actors', 'visits'])
    expect((await api.get(`/api/${path}`)).body, path).toMatchObject({ items: [] });
  expect((await api.get(`/api/events/${real.id}`)).body).toEqual(real);
  expect((await api.call('DELETE', '/api/exercise')).body).toEqual({ removed: 0 });
});
