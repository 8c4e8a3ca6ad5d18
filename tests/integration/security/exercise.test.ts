import * as z from 'zod';
import { event } from '@/db/model/event/event';
import { exercise } from '@/db/model/exercise';
import type { Api } from '../../support/api';
import { expectProblem } from '../api/support/expectations';
import { expect, test } from './team';

async function exercises(api: Api) {
  const { body } = await api.get('/api/events?handling=exercise&limit=500');
  return z.looseObject({ items: z.array(event) }).parse(body).items;
}

test('a viewer follows an exercise, its red records are for the person who started it, and an analyst removes all', async ({
  team,
}) => {
  const viewer = await team.createMember({ role: 'viewer', clearance: 'green' });
  const analyst = await team.createMember({ role: 'analyst', clearance: 'green' });
  for (const method of ['POST', 'DELETE'])
    expect(expectProblem(await viewer.api.call(method, '/api/exercise'), 403).code).toBe('analyst-needed');
  expect((await team.admin.api.post('/api/exercise', { speed: 0, minute: 6 })).status).toBe(201);
  const answer = z.strictObject({ exercise });
  const read = async () => answer.parse((await viewer.api.get('/api/exercise')).body).exercise;
  await expect.poll(async () => (await read()).phase).toBe('held');

  const all = await exercises(team.admin.api);
  const red = all.filter(({ tlp }) => tlp === 'red');
  expect(red.length).toBeGreaterThan(0);
  expect(red.every(({ recipients }) => recipients.join() === team.admin.id)).toBe(true);
  const seen = await exercises(analyst.api);
  expect(new Set(seen.map(({ tlp }) => tlp))).toEqual(new Set(['clear', 'green']));

  const { body } = await analyst.api.call('DELETE', '/api/exercise');
  expect(body, 'Only what the analyst could see is counted').toEqual({ removed: seen.length });
  expect(await exercises(team.admin.api)).toEqual([]);
});
