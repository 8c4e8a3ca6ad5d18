import fc from 'fast-check';
import { event } from '@/db/model/event';
import type { Api } from '../../api';
import { expect, test } from '../../fixtures';
import { incidentDraft, threatDraft } from './drafts';
import { expectBadFields, expectProblem } from './expectations';
import { sendRaw, written } from './raw';

test.use({ seed: 'none' });

const json = { 'content-type': 'application/json' };

test('a body that is no JSON is 400, of another kind 415, too large 413', async ({ api, server }) => {
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
    Buffer.from(written('POST', '/api/events', [...head, 'Content-Length: 14'])),
    Buffer.from('{"title":"'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('"}'),
  ]);
  expect((await sendRaw(server.port, bytes)).status).toBe(400);
  expectBadFields(await api.call('POST', '/api/events'), ['']);
  expect((await api.get('/api/events')).body).toMatchObject({ items: [] });
});

test('text is kept as it is: script, bidi tricks and formulas stay text; what cannot be stored is refused', async ({
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

test('prototype keys are data: refused by name like any unknown field', async ({ api }) => {
  const body = `{"__proto__":{"a":1},"constructor":{"prototype":{}},"hasOwnProperty":1,${JSON.stringify(threatDraft()).slice(1)}`;
  expectBadFields(await api.post('/api/events', body, json), ['__proto__', 'constructor', 'hasOwnProperty']);
  const nested = JSON.stringify(threatDraft()).replace('"country":"AF"', '"country":"AF","__proto__":null');
  expectBadFields(await api.post('/api/events', nested, json), ['location.__proto__']);
});

test('an unknown address is 404, a wrong method 405 with what is allowed', async ({ api }) => {
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

test('HEAD answers as GET does, without the body', async ({ api }) => {
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

test('no junk makes it fail: whatever is sent, the answer is the record or says what is wrong', async ({
  api,
}) => {
  test.slow();
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      '2022-02-30',
      '0000-01-01',
      '+275760-09-13',
      'RU',
      '',
      1e308,
      -0,
      '\u0000',
      '🏴',
      'a'.repeat(20_001),
    ),
  );
  const draft = fc.constantFrom(threatDraft(), incidentDraft());
  const junk = fc
    .tuple(draft, fc.nat(), value)
    .map(([record, at, put]) => replaced(structuredClone<unknown>(record), at, put));

  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: junk }, { weight: 1, arbitrary: value }),
      async (body) => {
        const answer = await api.post('/api/events', JSON.stringify(body), json);
        if (answer.status === 201) event.parse(answer.body);
        else expectRefused(answer.status);
        await patchIfMade(api, answer.body, body);
      },
    ),
    { numRuns: 150 },
  );
  const names = fc.constantFrom(
    'targeted',
    'from',
    'to',
    'q',
    'bbox',
    'tag',
    'limit',
    'page',
    'mission',
    'sort',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 3 }),
      async (pairs) => {
        const query = new URLSearchParams(pairs).toString();
        for (const path of ['events', 'board', 'feed', 'missions', 'places']) {
          const { status } = await api.get(`/api/${path}?${query}`);
          if (status !== 200) expectRefused(status);
        }
      },
    ),
    { numRuns: 80 },
  );
});

async function patchIfMade(api: Api, made: unknown, patch: unknown): Promise<void> {
  const parsed = event.safeParse(made);
  if (!parsed.success) return;
  const { status } = await api.patch(`/api/events/${parsed.data.id}`, 1, JSON.stringify(patch), json);
  if (status !== 200) expectRefused(status);
}

function expectRefused(status: number): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
}

/** The same value with the part at a place of it (counted through all parts) replaced. */
function replaced(value: unknown, at: number, put: unknown): unknown {
  const places: { holder: object; key: string }[] = [];
  const walk = (holder: object) => {
    for (const [key, part] of Object.entries(holder)) {
      places.push({ holder, key });
      if (typeof part === 'object' && part !== null) walk(part);
    }
  };
  if (typeof value === 'object' && value !== null) walk(value);
  const place = places[at % places.length];
  if (place) Reflect.set(place.holder, place.key, put);
  return value;
}
