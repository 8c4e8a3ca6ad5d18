import * as z from 'zod';
import { editable } from '@/db/model/event/editable';
import { event } from '@/db/model/event/event';
import { historyItem } from '@/db/model/reference';
import { expect } from '../../fixtures';
import { incidentDraft, threatDraft } from './support/drafts';
import { expectBadFields, expectProblem } from './support/expectations';
import { idsOf, test } from './support/shared-server';

const history = z.strictObject({ items: z.array(historyItem) });

test('a logged threat is returned in full, and can be read by its id and its ref', async ({ api }) => {
  const made = await api.post('/api/events', threatDraft({ threat: { likelihood: 'likely' } }));
  expect(made.status).toBe(201);
  const threat = event.parse(made.body);
  expect(threat).toMatchObject({
    kind: 'threat',
    ref: expect.stringMatching(/^THR-2026-\d{4,}$/),
    version: 1,
    at: '2026-03-01T08:00:00.000Z',
    atPrecision: 'minute',
    tlp: 'amber',
    severity: 'unknown',
    location: { country: 'AF', province: null, city: 'Kabul', precision: 'city', timeZone: 'Asia/Kabul' },
    targets: [{ country: 'RU', type: 'embassy', missionId: null, outcome: null, mission: null }],
    threat: { status: 'current', likelihood: 'likely', certainty: 'likely', validUntil: null },
    incident: null,
    createdBy: { name: 'Local analyst' },
  });
  expect(made.headers.get('location')).toBe(`/api/events/${threat.id}`);
  expect(made.headers.get('etag')).toBe('"1"');

  for (const name of [threat.id, threat.id.toUpperCase(), threat.ref]) {
    const read = await api.get(`/api/events/${name}`);
    expect(read.body).toEqual(threat);
    expect(read.headers.get('etag')).toBe('"1"');
  }
});

test('an event that does not exist is 404, whatever its name', async ({ api }) => {
  const names = [
    '01a20707-bf6a-7180-94c9-dcdd355ed958',
    'THR-1999-0001',
    'nonsense',
    '',
    "x'--",
    '%F0%9F%8F%B4',
    'a'.repeat(300),
  ];
  for (const name of names) {
    expectProblem(await api.get(`/api/events/${name}`), 404);
    expectProblem(await api.get(`/api/events/${name}/history`), 404);
  }
});

test('a merge patch sets fields, clears with null, replaces lists, and keeps its reason in the history', async ({
  api,
}) => {
  const made = event.parse(
    (
      await api.post(
        '/api/events',
        threatDraft({ summary: 'First report', tags: ['ISKP', 'kabul'], threat: { likelihood: 'likely' } }),
      )
    ).body,
  );
  const patched = await api.patch(`/api/events/${made.ref}`, 1, {
    title: 'Reassessed',
    tags: ['one'],
    location: { city: null },
    threat: { likelihood: 'unlikely', validUntil: '2126-01-01' },
    reason: 'A second source',
  });
  expect(patched.status).toBe(200);
  expect(patched.headers.get('etag')).toBe('"2"');
  const changed = event.parse(patched.body);
  expect(changed).toMatchObject({
    id: made.id,
    ref: made.ref,
    version: 2,
    title: 'Reassessed',
    summary: 'First report',
    tags: ['one'],
    location: { country: 'AF', city: null, precision: 'country' },
    // Certainty is derived from the likelihood until it is set.
    threat: { likelihood: 'unlikely', certainty: 'possible', validUntil: '2126-01-01', status: 'current' },
  });

  const { items } = history.parse((await api.get(`/api/events/${made.id}/history`)).body);
  expect(items.map(({ version, reason }) => [version, reason])).toEqual([
    [2, 'A second source'],
    [1, null],
  ]);
  expect(items[0]?.changes).toContainEqual({
    path: 'title',
    before: 'Threat against the embassy of Russia',
    after: 'Reassessed',
  });
});

test('a repeated tag is stored once', async ({ api }) => {
  const made = await api.post('/api/events', threatDraft({ tags: ['Drone', 'letter', ' drone'] }));
  expect(event.parse(made.body).tags).toEqual(['drone', 'letter']);
});

test('an actor may have two different roles in an event, but not the same one twice', async ({ api }) => {
  const { body } = await api.post('/api/actors', { name: 'Sons of the Valley', type: 'armed-group' });
  const { id: actorId } = z.looseObject({ id: z.string() }).parse(body);
  const [threatened, claimed] = [
    { actorId, role: 'threatened' },
    { actorId, role: 'claimed' },
  ] as const;
  const twice = threatDraft({ actors: [threatened, claimed, { ...threatened }] });
  expectBadFields(await api.post('/api/events', twice), ['actors.2.role']);
  expect((await api.post('/api/events', threatDraft({ actors: [threatened, claimed] }))).status).toBe(201);
});

test('a patch with unchanged values does not raise the version', async ({ api }) => {
  const draft = incidentDraft({
    at: '2022-12-01',
    atPrecision: 'month',
    summary: 'Line one\nLine two',
    sources: [
      {
        publisher: 'Reuters',
        title: 'Shots',
        url: 'https://example.org/a',
        reliability: 'B',
        credibility: 2,
      },
    ],
    incident: { phase: 'over', killed: { min: 0, max: 2 }, claim: { channel: 'Amaq' }, suicide: true },
  });
  const made = event.parse((await api.post('/api/events', draft)).body);
  const patched = await api.patch(`/api/events/${made.id}`, 1, editable(made));
  expect(patched).toMatchObject({ status: 200, body: { version: 1 } });
  expect(patched.body).toEqual(made);
});

test('an edit of an older version is refused with the current event', async ({ api }) => {
  const { id } = event.parse((await api.post('/api/events', threatDraft())).body);
  const won = await api.patch(`/api/events/${id}`, 1, { severity: 'severe' });
  const lost = expectProblem(await api.patch(`/api/events/${id}`, 1, { severity: 'minor' }), 412);
  expect(lost.current).toEqual(won.body);
  const refusal = expectProblem(await api.remove(`/api/events/${id}`, 1, { reason: 'Mistake' }), 412);
  expect(refusal.current).toEqual(won.body);
  expect((await api.get(`/api/events/${id}`)).body).toEqual(won.body);
});

test('exactly one of many concurrent edits of a version succeeds', async ({ api }) => {
  const { id } = event.parse((await api.post('/api/events', threatDraft())).body);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      api.patch(`/api/events/${id}`, 1, { title: `Editor ${number}` }),
    ),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const lost of answers.filter((answer) => answer !== won[0])) expectProblem(lost, 412);
  expect((await api.get(`/api/events/${id}`)).body).toEqual(won[0]?.body);
});

test('an edit must name the version that it is based on', async ({ api }) => {
  const { id } = event.parse((await api.post('/api/events', threatDraft())).body);
  const path = `/api/events/${id}`;
  const refused: [string | undefined, number][] = [
    [undefined, 428],
    ['*', 428],
    ['1', 400],
    ['"1', 400],
    ['one, two', 400],
    ['W/"1"', 412],
    ['"0"', 412],
    ['"99999999999999999999"', 412],
    ['"abc"', 412],
  ];
  for (const [ifMatch, status] of refused) {
    const headers = { 'if-match': ifMatch };
    expectProblem(await api.call('PATCH', path, { body: { title: 'No' }, headers }), status);
    expectProblem(await api.call('DELETE', path, { body: { reason: 'No' }, headers }), status);
  }
  const several = await api.call('PATCH', path, {
    body: { title: 'Yes' },
    headers: { 'if-match': '"7", "1"' },
  });
  expect(several.status).toBe(200);
});

test('an invalid patch reports every bad field and changes nothing', async ({ api }) => {
  const made = await api.post('/api/events', threatDraft());
  const { id } = event.parse(made.body);
  const path = `/api/events/${id}`;
  const refused: [unknown, string[]][] = [
    [{ kind: 'incident' }, ['kind']],
    [{ kind: null }, ['kind']],
    [{ title: null }, ['title']],
    [{ version: 7, ref: 'THR-2026-0002', loggedAt: '2026-01-01' }, ['version', 'ref', 'loggedAt']],
    [
      { targets: [{ country: 'RU', type: 'castle', mission: null }] },
      ['targets.0.type', 'targets.0.mission'],
    ],
    [{ incident: { phase: 'over' } }, ['incident']],
    [{ reason: 7 }, ['reason']],
    [['title'], ['']],
    ['text', ['']],
    [{ constructor: { prototype: { version: 9 } } }, ['constructor']],
  ];
  for (const [patch, paths] of refused) {
    expectBadFields(
      await api.patch(path, 1, JSON.stringify(patch), { 'content-type': 'application/json' }),
      paths,
    );
  }
  const poisoned = '{"__proto__":{"title":"Poisoned"}}';
  expectBadFields(await api.patch(path, 1, poisoned, { 'content-type': 'application/merge-patch+json' }), [
    '__proto__',
  ]);
  expect((await api.get(path)).body).toEqual(made.body);
});

test('a deleted event disappears from every list and from its address, but keeps its history', async ({
  api,
}) => {
  const { id, ref } = event.parse((await api.post('/api/events', threatDraft())).body);
  expectBadFields(await api.remove(`/api/events/${id}`, 1, {}), ['reason']);
  expectBadFields(await api.remove(`/api/events/${id}`, 1, { reason: ' ' }), ['reason']);
  expect(await api.remove(`/api/events/${id}`, 1, { reason: 'Logged twice' })).toMatchObject({
    status: 204,
    body: null,
  });
  expectProblem(await api.get(`/api/events/${id}`), 404);
  expectProblem(await api.get(`/api/events/${ref}`), 404);
  expectProblem(await api.patch(`/api/events/${id}`, 2, { title: 'Again' }), 404);
  expect(await idsOf(api)).not.toContain(id);
  for (const path of ['/api/active', '/api/board', '/api/events?sort=latest&q=threat']) {
    expect(JSON.stringify((await api.get(path)).body), path).not.toContain(id);
  }
  const { items } = history.parse((await api.get(`/api/events/${id}/history`)).body);
  expect(items[0]).toMatchObject({ version: 2, reason: 'Logged twice' });
});

test('contradictions within an event are reported at their fields', async ({ api }) => {
  const refused: [unknown, string[]][] = [
    [threatDraft({ threat: undefined }), ['threat']],
    [threatDraft({ atPrecision: 'day' }), ['atPrecision']],
    [threatDraft({ recipients: ['01a20707-bf6a-7180-94c9-dcdd355ed958'] }), ['recipients']],
    [threatDraft({ verification: 'refuted' }), ['threat.status']],
    [threatDraft({ threat: { validFrom: '2026-02-02', validUntil: '2026-02-01' } }), ['threat.validUntil']],
    [threatDraft({ location: { country: 'AF', lat: 34 } }), ['location.lon']],
    [threatDraft({ targets: [] }), ['targets']],
    [incidentDraft({ incident: { phase: 'ongoing', endedAt: '2022-12-03' } }), ['incident.endedAt']],
    [incidentDraft({ incident: { killed: { min: 3, max: 1 } } }), ['incident.killed.max']],
    [
      { ...incidentDraft(), targets: [{ country: 'XX', type: 'embassy', color: 1 }], extra: true },
      ['targets.0.country', 'targets.0.color', 'extra'],
    ],
  ];
  const before = await idsOf(api);
  for (const [draft, paths] of refused) expectBadFields(await api.post('/api/events', draft), paths);
  expect(await idsOf(api)).toEqual(before);
});

test('a reference to a missing record is refused at its field', async ({ api }) => {
  const unknown = '01a20707-bf6a-7180-94c9-dcdd355ed958';
  expectBadFields(
    await api.post(
      '/api/events',
      threatDraft({ targets: [{ country: 'RU', type: 'embassy', missionId: unknown }] }),
    ),
    ['targets.0.missionId'],
  );
  expectBadFields(
    await api.post('/api/events', threatDraft({ actors: [{ actorId: unknown, role: 'threatened' }] })),
    ['actors.0.actorId'],
  );
});
