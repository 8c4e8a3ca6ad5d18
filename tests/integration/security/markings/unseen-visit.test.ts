import { randomUUID } from 'node:crypto';
import { visit } from '@/db/model/reference';
import { expect, test } from '../team';
import { bytesOf } from './bytes-of';
import { newWord, visitOf } from './unseen-records';

test('the response for a hidden visit equals that for a missing visit, byte for byte', async ({ team }) => {
  const draft = { word: newWord(), recipients: [], createdBy: team.admin.id };
  const made = await team.admin.api.post('/api/visits', visitOf({ ...draft, tlp: 'red' }));
  const { id } = visit.parse(made.body);
  const { api } = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  const open = visitOf({ ...draft, tlp: 'clear' });
  const requests = [
    (path: string) => api.get(path),
    (path: string) => api.call('HEAD', path),
    (path: string) => api.get(`${path}/history`),
    (path: string) => api.call('HEAD', `${path}/history`),
    // With the right and a wrong version, because a 412 would reveal that the visit exists.
    (path: string) => api.patch(path, 1, open),
    (path: string) => api.patch(path, 7, open),
  ];
  for (const send of requests) {
    const [hidden, missing] = [await send(`/api/visits/${id}`), await send(`/api/visits/${randomUUID()}`)];
    expect(hidden.status).toBe(404);
    expect(bytesOf(hidden)).toBe(bytesOf(missing));
  }
});

test('the history of a visit shows no version, and no change, under a marking that the reader may not see', async ({
  team,
}) => {
  const draft = { recipients: [], createdBy: team.admin.id };
  const versions = (['clear', 'amber', 'clear'] as const).map((tlp) => ({ ...draft, word: newWord(), tlp }));
  const [first, second, third] = versions;
  if (!first || !second || !third) throw new Error('A visit has three versions here');
  const { id } = visit.parse((await team.admin.api.post('/api/visits', visitOf(first))).body);
  for (const [index, version] of [second, third].entries())
    expect((await team.admin.api.patch(`/api/visits/${id}`, index + 1, visitOf(version))).status).toBe(200);
  const low = await team.createMember({ role: 'viewer', clearance: 'green' });
  const { body } = await low.api.get(`/api/visits/${id}/history`);
  expect(body).toMatchObject({
    items: [
      { version: 3, what: 'changed' },
      { version: 1, what: 'logged' },
    ],
  });
  expect(JSON.stringify(body)).toContain(first.word);
  expect(JSON.stringify(body)).not.toContain(second.word);
});

test('an attack that the reader may not see lights no visit for them', async ({ team }) => {
  const today = new Date().toISOString().slice(0, 10);
  const talks = {
    country: 'JP',
    host: 'AF',
    city: 'Kabul',
    title: 'Talks',
    from: today,
    to: today,
    tlp: 'clear',
  };
  const { id } = visit.parse((await team.admin.api.post('/api/visits', talks)).body);
  const attack = {
    kind: 'incident',
    title: 'Gunmen at the gate',
    at: new Date().toISOString(),
    location: { country: 'AF', city: 'Kabul' },
    targets: [{ country: 'JP', type: 'embassy' }],
    severity: 'severe',
    tlp: 'amber',
    incident: { phase: 'ongoing' },
  };
  expect((await team.admin.api.post('/api/events', attack)).status).toBe(201);
  const lit = async ({ api }: Pick<typeof team.admin, 'api'>) =>
    JSON.stringify((await api.get('/api/lit-visits')).body).includes(id);
  expect(await lit(await team.createMember({ clearance: 'amber' }))).toBe(true);
  expect(await lit(await team.createMember({ clearance: 'green' }))).toBe(false);
});
