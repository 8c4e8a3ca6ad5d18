import { type View, viewRecord } from '@/db/model/records/view';
import type { ApiResponse } from '../../support/api';
import { expect, sharedTest as test } from '../security/team';
import { expectProblem } from './support/expectations';

const saved = { name: 'Night watch', query: '?targeted=RU,PK&sort=at', shared: true };

function viewOf({ status, body }: ApiResponse): View {
  expect([200, 201], JSON.stringify(body)).toContain(status);
  return viewRecord.schema.parse(body);
}

test('what a person saves is theirs alone until they share it, and stays theirs to change', async ({
  team,
}) => {
  const owner = await team.createMember({ role: 'viewer' });
  const other = await team.createMember({ role: 'analyst' });
  const shared = viewOf(await owner.api.post('/api/views', saved));
  expect(shared).toMatchObject({
    query: 'targeted=RU,PK&sort=at',
    layout: null,
    createdBy: { id: owner.id },
  });
  const own = viewOf(await owner.api.post('/api/views', { ...saved, name: 'Mine', shared: false }));

  const readable = async ({ api }: typeof other) =>
    JSON.stringify((await api.get('/api/views?limit=500')).body);
  expect(await readable(owner)).toContain(own.id);
  expect(await readable(other)).toContain(shared.id);
  expect(await readable(other)).not.toContain(own.id);
  expectProblem(await other.api.get(`/api/views/${own.id}`), 404);
  expectProblem(await other.api.patch(`/api/views/${own.id}`, 1, { name: 'Taken' }), 404);
  for (const { api } of [other, team.admin]) {
    const refused = await api.patch(`/api/views/${shared.id}`, 1, { name: 'Taken' });
    expect(expectProblem(refused, 403)).toMatchObject({ code: 'owner-needed' });
  }
  expectProblem(await other.api.remove(`/api/views/${shared.id}`, 1, { reason: 'No' }), 403);

  // Once it is no longer shared, it is as if it had never been there.
  viewOf(await owner.api.patch(`/api/views/${shared.id}`, 1, { shared: false }));
  expectProblem(await other.api.get(`/api/views/${shared.id}`), 404);
  expectProblem(await other.api.get(`/api/views/${shared.id}/history`), 404);
  viewOf(await owner.api.patch(`/api/views/${shared.id}`, 2, { shared: true }));
  const reason = { reason: 'Its owner has left' };
  expect((await team.admin.api.remove(`/api/views/${shared.id}`, 3, reason)).status).toBe(204);
  expectProblem(await team.admin.api.remove(`/api/views/${own.id}`, 1, reason), 404);
});

test('a view holds a filter as in the address, and a key that only reads saves none', async ({ team }) => {
  const owner = await team.createMember({ role: 'analyst' });
  for (const query of [
    'colour=red',
    'severity=enormous',
    'targeted=RU&targeted=PK',
    'sort=random',
    'radiusKm=5',
  ]) {
    const problem = expectProblem(await owner.api.post('/api/views', { ...saved, query }), 422);
    expect(problem.errors, query).toMatchObject([{ path: 'query', code: 'invalid-view' }]);
  }
  const reading = await team.createKey(owner);
  expectProblem(await reading.api.post('/api/views', saved), 403);
  const writing = await team.createKey(owner, { scopes: ['write'] });
  const { id } = viewOf(await writing.api.post('/api/views', saved));
  expect((await reading.api.get(`/api/views/${id}`)).status).toBe(200);
  expectProblem(await reading.api.remove(`/api/views/${id}`, 1, { reason: 'No' }), 403);
});
