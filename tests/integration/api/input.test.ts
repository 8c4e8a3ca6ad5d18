import { event } from '@/db/model/event/event';
import { expect } from '../../fixtures';
import { threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';
import { requestText, sendRaw } from './support/raw';
import { idsOf, test } from './support/shared-server';

const json = { 'content-type': 'application/json' };

test('a malformed body is 400, another content type 415, an oversized body 413', async ({ api, server }) => {
  const before = await idsOf(api);
  for (const body of ['{', '{"kind":', "{'kind': 1}", 'undefined', '[1,]', '\u0000']) {
    expectProblem(await api.post('/api/events', body, json), 400);
  }
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  expectProblem(await api.post('/api/events', deep, json), 400);
  expectProblem(await api.patch('/api/events/THR-2026-0001', 1, `${'['.repeat(500_000)}`, json), 400);

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/xml',
    'nonsense',
    '',
  ]) {
    expectProblem(
      await api.post('/api/events', JSON.stringify(threatDraft()), { 'content-type': type }),
      415,
    );
  }
  const gzip = { ...json, 'content-encoding': 'gzip' };
  expectProblem(await api.post('/api/events', JSON.stringify(threatDraft()), gzip), 415);
  expectProblem(
    await api.post('/api/events', JSON.stringify(threatDraft({ title: 'a'.repeat(1_100_000) })), json),
    413,
  );

  const head = [
    `Host: localhost:${server.port}`,
    `Origin: ${server.url}`,
    'Content-Type: application/json; charset=utf-8',
    'Idempotency-Key: bytes',
  ];
  const bytes = Buffer.concat([
    Buffer.from(requestText('POST', '/api/events', [...head, 'Content-Length: 14'])),
    Buffer.from('{"title":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]);
  expect((await sendRaw(server.port, bytes)).status).toBe(400);
  expectBadFields(await api.call('POST', '/api/events'), ['']);
  expect(await idsOf(api)).toEqual(before);
});

test('scripts, bidi controls and formulas are stored as text; text that cannot be stored is refused', async ({
  api,
}) => {
  const title = '<script>alert(1)</script> =1+1 \u202Egnp.exe 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Ü';
  const made = await api.post('/api/events', threatDraft({ title, summary: '"; DROP TABLE events; --' }));
  expect(event.parse(made.body)).toMatchObject({ title, summary: '"; DROP TABLE events; --' });
  expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8');

  expectBadFields(await api.post('/api/events', threatDraft({ title: 'a\u0000b' })), ['title']);
  expectBadFields(await api.post('/api/events', '{"title":"\\ud800"}', json), [
    'title',
    'kind',
    'at',
    'location',
    'targets',
  ]);
  expectBadFields(await api.post('/api/events', threatDraft({ title: 'a'.repeat(201) })), ['title']);
  expect((await api.post('/api/events', threatDraft({ title: '🏴'.repeat(200) }))).status).toBe(201);
  const link = { publisher: 'X', url: 'javascript:alert(1)' };
  expectBadFields(await api.post('/api/events', threatDraft({ sources: [link] })), ['sources.0.url']);
});

test('prototype keys are refused like any unknown field', async ({ api }) => {
  const body = `{"__proto__":{"a":1},"constructor":{"prototype":{}},"hasOwnProperty":1,${JSON.stringify(threatDraft()).slice(1)}`;
  expectBadFields(await api.post('/api/events', body, json), ['__proto__', 'constructor', 'hasOwnProperty']);
  const nested = JSON.stringify(threatDraft()).replace('"country":"AF"', '"country":"AF","__proto__":null');
  expectBadFields(await api.post('/api/events', nested, json), ['location.__proto__']);
});

test('an unknown path is 404, a wrong method 405 with the allowed methods', async ({ api }) => {
  for (const path of ['/api', '/api/', '/api/nowhere', '/api/events/THR-2026-0001/nowhere', '/api//events']) {
    expectProblem(await api.get(path), 404);
    expectProblem(await api.post(path, 'x', { 'content-type': 'text/plain' }), 404);
  }
  const allowed: [string, string, string][] = [
    ['PUT', '/api/events', 'GET, HEAD, POST'],
    ['DELETE', '/api/events', 'GET, HEAD, POST'],
    ['OPTIONS', '/api/events', 'GET, HEAD, POST'],
    ['POST', '/api/events/THR-2026-0001', 'GET, HEAD, PATCH, DELETE'],
    ['POST', '/api/board', 'GET, HEAD'],
    ['DELETE', '/api/missions/00000000-0000-8000-8000-00000000dead', 'GET, HEAD, PATCH'],
    ['GET', '/api/examples', 'DELETE'],
    ['POST', '/', 'GET, HEAD'],
  ];
  for (const [method, path, allow] of allowed) {
    const answer = await api.call(method, path);
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  }
});

test('HEAD returns the same headers as GET, without a body', async ({ api }) => {
  for (const path of ['/api/events', '/api/board', '/api/healthz', '/api/openapi.json', '/api/missions']) {
    const get = await api.get(path);
    const head = await api.call('HEAD', path);
    expect(head).toMatchObject({ status: 200, body: null });
    for (const name of ['content-type', 'content-length', 'cache-control']) {
      expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name));
    }
  }
  expect((await api.call('HEAD', '/api/nowhere')).status).toBe(404);
});

test('a query parameter that is not UTF-8 is refused by name', async ({ api }) => {
  expectBadFields(await api.get('/api/events?q=%ff'), ['q']);
  expectBadFields(await api.get('/api/missions?city=%c3%28'), ['city']);
  expectBadFields(await api.get('/api/places?q=Kab%e2%82'), ['q']);
  expectProblem(await api.get('/api/events?%ff=1'), 422);
  expect((await api.get('/api/events?q=100%&tag=%C3%BC')).status).toBe(200);
  expect((await api.get('/api/events?q=two+words&&kind=')).status).toBe(
    (await api.get('/api/events?kind=')).status,
  );
});

test('a time must have a four-digit year in every zone', async ({ api }) => {
  expectBadFields(await api.post('/api/events', threatDraft({ at: '9999-12-31T23:59:59Z' })), ['at']);
  expectBadFields(await api.post('/api/events', threatDraft({ at: '1000-01-01T00:00:00Z' })), ['at']);
  expectBadFields(await api.get('/api/events?to=9999-12-31T10:00:00Z'), ['to']);
  expect((await api.post('/api/events', threatDraft({ at: '9999-12-30T23:59:59Z' }))).status).toBe(201);
});
