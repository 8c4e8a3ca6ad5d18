import { randomUUID } from 'node:crypto';
import type { ApiResponse } from '../../support/api';
import { createApi } from '../../support/api';
import { threatDraft } from '../api/support/drafts';
import { expectProblem } from '../api/support/expectations';
import { requestText, sendRaw } from '../api/support/raw';
import { expect, sharedTest as test } from './team';

const json = { 'content-type': 'application/json' };
const draft = JSON.stringify(threatDraft()).slice(1, -1);
const manyTargets = `{${draft},"targets":[${'{},'.repeat(340_000)}{}]}`;
const manyKeys = `{${Array.from({ length: 80_000 }, (_, n) => `"key${n}":1`).join(',')}}`;
const nested = `${'[[],'.repeat(200_000)}1`;
const tooLong = JSON.stringify(threatDraft({ title: 'a'.repeat(1_100_000) }));
const bodies = { manyTargets, manyKeys, nested, tooLong, noJson: '{', empty: '' };

test('a request without the right to write is refused before its body is read', async ({ team }) => {
  const event = await team.log(team.admin, 'Kept', { tlp: 'clear' });
  const viewer = await team.createMember({ role: 'viewer', clearance: 'clear' });
  const analyst = await team.createMember({ role: 'analyst', clearance: 'clear' });
  const { api: reader } = await team.createKey(analyst, { scopes: ['read'] });
  const anonymous = createApi(team.url);
  const writes: [string, string][] = [
    ['POST', '/api/events'],
    ['PATCH', `/api/events/${event.id}`],
    ['DELETE', `/api/events/${event.id}`],
    ['POST', '/api/missions'],
    ['POST', '/api/actors'],
    ['POST', '/api/visits'],
  ];
  const adminWrites: [string, string][] = [
    ['POST', '/api/invitations'],
    ['PATCH', `/api/accounts/${viewer.id}`],
  ];
  const personalWrites: [string, string][] = [
    ['POST', '/api/keys'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/auth/two-factor/enable'],
  ];
  for (const [name, body] of Object.entries(bodies)) {
    for (const type of ['application/json', 'text/plain']) {
      const send = (api: typeof anonymous, [method, path]: [string, string]) =>
        api.call(method, path, { body, headers: { 'content-type': type, 'idempotency-key': undefined } });
      for (const target of [...writes, ...adminWrites, ...personalWrites]) {
        expect((await send(anonymous, target)).status, `${target} ${name}`).toBe(401);
      }
      for (const target of writes) {
        expect((await send(viewer.api, target)).status, `${target} ${name}`).toBe(403);
        expect((await send(reader, target)).status, `${target} ${name}`).toBe(403);
      }
      for (const target of adminWrites) {
        expect((await send(analyst.api, target)).status, `${target} ${name}`).toBe(403);
      }
    }
  }
  // The refusal does not wait for the body.
  const { host, port } = new URL(team.url);
  const announced = [
    'Content-Type: application/json',
    'Content-Length: 900000',
    `Idempotency-Key: ${randomUUID()}`,
  ];
  const head = requestText('POST', '/api/events', [`Host: ${host}`, `Origin: ${team.url}`, ...announced]);
  expect((await sendRaw(Number(port), head)).status).toBe(401);
});

test('a body with too many values, fields or bytes is refused with the limit', async ({ team }) => {
  const { api } = team.admin;
  const expectTooLarge = (answer: ApiResponse, detail: string) =>
    expect(expectProblem(answer, 413).detail).toBe(detail);
  const event = await team.log(team.admin, 'Kept', { tlp: 'clear' });
  const change = { ...json, 'if-match': '"1"' };
  for (const [method, path] of [
    ['POST', '/api/events'],
    ['PATCH', `/api/events/${event.id}`],
  ] as const) {
    const send = (body: string) => api.call(method, path, { body, headers: change });
    expectTooLarge(await send(manyTargets), 'Send at most 3000 values in this request.');
    expectTooLarge(await send(`[${'"\\\\",'.repeat(3_000)}1]`), 'Send at most 3000 values in this request.');
    expectTooLarge(await send(manyKeys), 'Send at most 100 fields in one object.');
    expectTooLarge(await send(tooLong), 'Send a body of at most 1024 KB.');
    expectProblem(await send(nested), 400);
  }
  const mission = { sending: 'RU', host: 'AF', type: 'embassy', aliases: ['a'.repeat(70_000)] };
  expectTooLarge(await api.post('/api/missions', mission), 'Send a body of at most 64 KB.');
  expectTooLarge(
    await api.post('/api/actors', { aliases: Array(600).fill('a') }),
    'Send at most 500 values in this request.',
  );
  const anonymous = createApi(team.url);
  const signIn = { email: 'a@b.example', password: 'a'.repeat(5_000) };
  expectTooLarge(await anonymous.post('/api/auth/sign-in/email', signIn), 'Send a body of at most 4 KB.');
  expectTooLarge(
    await anonymous.post('/api/auth/link', { token: Array(60).fill('a') }),
    'Send at most 50 values in this request.',
  );
  expect((await api.get(`/api/events/${event.id}`)).body).toEqual(event);
});

test('an event at every limit of its schema is accepted, whatever its texts contain', async ({ team }) => {
  const repeat = <T>(count: number, create: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => create(n));
  const text = (length: number) => '",{[\\"Ж'.repeat(length).slice(0, length);
  const full = threatDraft({
    title: text(200),
    summary: text(20_000),
    targets: repeat(20, () => ({
      country: 'RU',
      type: 'embassy',
      missionId: null,
      visitId: null,
      note: text(500),
      outcome: null,
      accountedFor: 'unknown',
    })),
    sources: repeat(50, (n) => ({
      publisher: text(200),
      title: text(500),
      url: `https://example.org/${'a'.repeat(1_900)}`,
      author: text(200),
      publishedOn: '2026-11-01',
      accessedOn: '2026-11-02',
      language: 'ru',
      quote: text(5_000),
      reliability: 'B',
      credibility: 2,
      origin: `${n}`,
    })),
    tags: repeat(20, (n) => `tag ${n}`),
  });
  expect((await team.admin.api.post('/api/events', full)).status).toBe(201);
});
