import { randomUUID } from 'node:crypto';
import type { Answer } from '../../support/api';
import { createApi } from '../../support/api';
import { threatDraft } from '../api/support/drafts';
import { expectProblem } from '../api/support/expectations';
import { sendRaw, written } from '../api/support/raw';
import { expect, sharedTest as test } from './office';

const json = { 'content-type': 'application/json' };
const draft = JSON.stringify(threatDraft()).slice(1, -1);
const manyTargets = `{${draft},"targets":[${'{},'.repeat(340_000)}{}]}`;
const manyKeys = `{${Array.from({ length: 80_000 }, (_, n) => `"key${n}":1`).join(',')}}`;
const nested = `${'[[],'.repeat(200_000)}1`;
const tooLong = JSON.stringify(threatDraft({ title: 'a'.repeat(1_100_000) }));
const bodies = { manyTargets, manyKeys, nested, tooLong, noJson: '{', empty: '' };

test('a request without the right to write is refused before its body is read, whatever the body is', async ({
  office,
}) => {
  const event = await office.log(office.admin, 'Kept', { tlp: 'clear' });
  const viewer = await office.join({ role: 'viewer', clearance: 'clear' });
  const analyst = await office.join({ role: 'analyst', clearance: 'clear' });
  const { api: reader } = await office.keyOf(analyst, { scopes: ['read'] });
  const anonymous = createApi(office.url);
  const writes: [string, string][] = [
    ['POST', '/api/events'],
    ['PATCH', `/api/events/${event.id}`],
    ['DELETE', `/api/events/${event.id}`],
    ['POST', '/api/missions'],
    ['POST', '/api/actors'],
    ['POST', '/api/visits'],
  ];
  const ofAdministrators: [string, string][] = [
    ['POST', '/api/invitations'],
    ['PATCH', `/api/accounts/${viewer.id}`],
  ];
  const ofPeople: [string, string][] = [
    ['POST', '/api/keys'],
    ['POST', '/api/auth/change-password'],
    ['POST', '/api/auth/two-factor/enable'],
  ];
  for (const [name, body] of Object.entries(bodies)) {
    for (const type of ['application/json', 'text/plain']) {
      const send = (api: typeof anonymous, [method, path]: [string, string]) =>
        api.call(method, path, { body, headers: { 'content-type': type, 'idempotency-key': undefined } });
      for (const way of [...writes, ...ofAdministrators, ...ofPeople]) {
        expect((await send(anonymous, way)).status, `${way} ${name}`).toBe(401);
      }
      for (const way of writes) {
        expect((await send(viewer.api, way)).status, `${way} ${name}`).toBe(403);
        expect((await send(reader, way)).status, `${way} ${name}`).toBe(403);
      }
      for (const way of ofAdministrators) {
        expect((await send(analyst.api, way)).status, `${way} ${name}`).toBe(403);
      }
    }
  }
  // Without waiting for the body.
  const { host, port } = new URL(office.url);
  const announced = [
    'Content-Type: application/json',
    'Content-Length: 900000',
    `Idempotency-Key: ${randomUUID()}`,
  ];
  const head = written('POST', '/api/events', [`Host: ${host}`, `Origin: ${office.url}`, ...announced]);
  expect((await sendRaw(Number(port), head)).status).toBe(401);
});

test('a body with too many values, fields or bytes is refused and told which', async ({ office }) => {
  const { api } = office.admin;
  const refused = (answer: Answer, detail: string) => expect(expectProblem(answer, 413).detail).toBe(detail);
  const event = await office.log(office.admin, 'Kept', { tlp: 'clear' });
  const change = { ...json, 'if-match': '"1"' };
  for (const [method, path] of [
    ['POST', '/api/events'],
    ['PATCH', `/api/events/${event.id}`],
  ] as const) {
    const send = (body: string) => api.call(method, path, { body, headers: change });
    refused(await send(manyTargets), 'Send at most 3000 values here.');
    refused(await send(`[${'"\\\\",'.repeat(3_000)}1]`), 'Send at most 3000 values here.');
    refused(await send(manyKeys), 'Send at most 100 fields in one object.');
    refused(await send(tooLong), 'Send at most 1024 KB here.');
    expectProblem(await send(nested), 400);
  }
  const mission = { sending: 'RU', host: 'AF', type: 'embassy', aliases: ['a'.repeat(70_000)] };
  refused(await api.post('/api/missions', mission), 'Send at most 64 KB here.');
  refused(await api.post('/api/actors', { aliases: Array(600).fill('a') }), 'Send at most 500 values here.');
  const anonymous = createApi(office.url);
  const signIn = { email: 'a@b.example', password: 'a'.repeat(5_000) };
  refused(await anonymous.post('/api/auth/sign-in/email', signIn), 'Send at most 4 KB here.');
  refused(
    await anonymous.post('/api/auth/link', { token: Array(60).fill('a') }),
    'Send at most 50 values here.',
  );
  expect((await api.get(`/api/events/${event.id}`)).body).toEqual(event);
});

test('an event that fills its schema is taken, whatever its texts contain', async ({ office }) => {
  const all = <T>(count: number, one: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => one(n));
  const text = (length: number) => '",{[\\"Ж'.repeat(length).slice(0, length);
  const full = threatDraft({
    title: text(200),
    summary: text(20_000),
    targets: all(20, () => ({
      country: 'RU',
      type: 'embassy',
      missionId: null,
      visitId: null,
      note: text(500),
      outcome: null,
      accountedFor: 'unknown',
    })),
    sources: all(50, (n) => ({
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
    tags: all(20, (n) => `tag ${n}`),
  });
  expect((await office.admin.api.post('/api/events', full)).status).toBe(201);
});
