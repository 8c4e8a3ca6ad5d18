import { createHash, randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import * as z from 'zod';
import { localPrincipal } from '@/db/model/access/principal';
import { event, eventInput } from '@/db/model/event/event';
import { actorInput, missionInput } from '@/db/model/reference';
import { readJson } from '@/server/http/body/input';
import { readIdempotency } from '@/server/http/headers';
import { validatorCompiler } from '@/server/http/validate';
import { expect, test as ownServer } from '../../fixtures';
import { databaseOf, withDatabase } from '../../support/database';
import { sqliteStore } from '../store/sqlite';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';
import { idsOf, test } from './support/shared-server';

ownServer.use({ seed: 'none' });

ownServer('a repeated key creates no second event and returns the current one', async ({ api, server }) => {
  const key = { 'idempotency-key': randomUUID() };
  const first = await api.post('/api/events', threatDraft(), key);
  expect(first.status).toBe(201);
  expect(first.headers.get('idempotent-replay')).toBeNull();
  const { id } = event.parse(first.body);
  const edited = await api.patch(`/api/events/${id}`, 1, { title: 'Edited meanwhile' });

  await server.restart();

  const replay = await api.post('/api/events', threatDraft(), key);
  expect(replay.status).toBe(200);
  expect(replay.headers.get('idempotent-replay')).toBe('true');
  expect(replay.headers.get('etag')).toBe('"2"');
  expect(replay.headers.get('location')).toBe(first.headers.get('location'));
  expect(replay.body).toEqual(edited.body);
});

ownServer('a key stored by an earlier version still recognises a retry', async ({ api, server }) => {
  const key = { 'idempotency-key': randomUUID() };
  const first = await api.post('/api/events', threatDraft(), key);
  const mission = { sending: 'RU', host: 'AF', type: 'embassy', city: 'Kabul' };
  const missionKey = { 'idempotency-key': randomUUID() };
  const created = await api.post('/api/missions', mission, missionKey);
  expect(created.status).toBe(201);
  const { metro: _, ...earlierMission } = missionInput.parse(mission);
  for (const [type, read] of [
    ['event', eventInput.parse(threatDraft())],
    ['mission', earlierMission],
  ]) {
    const digest = createHash('sha256')
      .update(`${type}\n${JSON.stringify(sortKeys(read))}`)
      .digest('hex');
    withDatabase(databaseOf(server.dataDir), (connection) =>
      connection.prepare('update idempotency_keys set digest = ? where type = ?').run(digest, type),
    );
  }
  expect(await api.post('/api/events', threatDraft(), key)).toMatchObject({
    status: 200,
    body: first.body,
  });
  expect(await api.post('/api/missions', mission, missionKey)).toMatchObject({
    status: 200,
    body: created.body,
  });
  expectBadFields(await api.post('/api/events', threatDraft({ title: 'Another' }), key), ['Idempotency-Key']);
});

test('a retry counts as the same request after an upgrade that adds a default', async () => {
  const body = { name: 'ISKP', aliases: ['ISIS-K', 'Daesh K'] };
  const before = await readAs(z.strictObject({ name: z.string(), aliases: z.array(z.string()) }), body);
  const after = await readAs(
    z.strictObject({ name: z.string(), aliases: z.array(z.string()), since: z.string().default('') }),
    body,
  );
  const { store, remove } = await sqliteStore();
  const input = actorInput.parse(body);
  const made = await store.createRecord(localPrincipal, 'actor', input, before);
  expect(await store.createRecord(localPrincipal, 'actor', input, after)).toEqual({
    ...made,
    isReplay: true,
  });
  const other = await readAs(z.strictObject({ name: z.string() }), { name: 'TTP' });
  await expect(store.createRecord(localPrincipal, 'actor', input, other)).rejects.toMatchObject({
    kind: 'invalid',
  });
  await remove();
});

/** The key and digest that a version with this schema computes for a request. */
async function readAs(schema: z.ZodType, body: unknown) {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson);
  app.setValidatorCompiler(validatorCompiler);
  app.post('/api/actors', { schema: { body: schema } }, async (request) => readIdempotency(request, 'actor'));
  const answer = await app.inject({
    method: 'POST',
    url: '/api/actors',
    headers: { 'idempotency-key': 'kept', 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return z.strictObject({ key: z.string(), digest: z.string() }).parse(answer.json());
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return Array.isArray(value) ? value.map(sortKeys) : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sortKeys(part)]),
  );
}

test('a retry with the same values in another notation is recognised', async ({ api }) => {
  const key = { 'idempotency-key': 'other-notation' };
  const first = await api.post('/api/events', threatDraft({ tags: ['kabul'] }), key);
  const { kind, title, ...rest } = threatDraft({ tags: ['Kabul'], at: '2026-03-01T12:30:00+04:30' });
  const replay = await api.post('/api/events', { ...rest, summary: '', title: ` ${title} `, kind }, key);
  expect(replay).toMatchObject({ status: 200, body: first.body });
});

test('a key used for another body or another record type is refused', async ({ api }) => {
  const before = await idsOf(api);
  const key = { 'idempotency-key': 'k' };
  expect((await api.post('/api/events', threatDraft(), key)).status).toBe(201);
  expectBadFields(await api.post('/api/events', incidentDraft(), key), ['Idempotency-Key']);
  expectBadFields(await api.post('/api/actors', { name: 'ISKP' }, key), ['Idempotency-Key']);
  expect(await idsOf(api)).toHaveLength(before.length + 1);
});

test('concurrent requests with the same key create one event', async ({ api }) => {
  const before = await idsOf(api);
  const key = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => api.post('/api/events', threatDraft(), key)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(11);
  expect(new Set(answers.map(({ body }) => event.parse(body).id)).size).toBe(1);
  expect(await idsOf(api)).toHaveLength(before.length + 1);
});

test('a creation with a missing or invalid key is refused at that header', async ({ api }) => {
  const missing = expectProblem(
    await api.post('/api/events', threatDraft(), { 'idempotency-key': undefined }),
    400,
  );
  expect(missing.errors).toMatchObject([{ path: 'Idempotency-Key' }]);
  for (const key of ['', 'two words', 'a'.repeat(201), 'schlüssel']) {
    expectBadFields(await api.post('/api/events', threatDraft(), { 'idempotency-key': key }), [
      'Idempotency-Key',
    ]);
  }
  expect((await api.post('/api/events', threatDraft(), { 'idempotency-key': '!'.repeat(200) })).status).toBe(
    201,
  );
});

test('the key of a refused request may be used again', async ({ api }) => {
  const key = { 'idempotency-key': 'again' };
  expectBadFields(await api.post('/api/events', threatDraft({ title: '' }), key), ['title']);
  expect((await api.post('/api/events', threatDraft(), key)).status).toBe(201);
});
