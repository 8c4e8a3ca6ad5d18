import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { visible } from '@/db/model/access/visible';
import type { Event } from '@/db/model/event/event';
import { visit } from '@/db/model/reference';
import { tlps } from '@/db/model/words';
import type { Answer } from '../../../support/api';
import type { Person } from '../../../support/people';
import { threatDraft } from '../../api/support/drafts';
import { cursorIn } from '../../live/live-test';
import { eventOf, expect, type Team, test } from '../team';
import { bytesOf } from './bytes-of';
import { common, draftOf, newWord, type Version, visitOf } from './unseen-records';

type Kept = { event: Event; versions: Version[] };
/** A visit, which names nobody: a red one is its creator's. */
type KeptVisit = { id: string; versions: Version[] };

const surfaces = [
  '/',
  `/?q=${common}`,
  '/api/events?limit=500',
  '/api/events?limit=500&sort=latest',
  `/api/events?limit=500&q=${common}`,
  `/api/events?tag=${common}&tlp=red,amber`,
  '/api/board',
  `/api/board?q=${common}`,
  '/api/active',
  '/api/events?deleted=true&limit=500',
  '/api/events?deleted=true&tlp=red,amber',
  '/deleted',
  '/api/events/export?format=csv',
  `/api/events/export?format=json&q=${common}`,
  '/api/people',
  '/api/accounts',
  '/api/audit?type=all',
  '/api/keys',
  `/api/actors?q=${common}`,
  `/api/missions?q=${common}`,
  '/api/visits?limit=500',
  `/api/visits?q=${common}`,
  '/api/visits?country=RU&host=AF',
  '/api/openapi.json',
];

/** A plan of markings, by index of people: who logs, and who is named in each version. */
const plan = fc.array(
  fc.record({
    by: fc.nat(),
    versions: fc.array(
      fc.record({ tlp: fc.constantFrom(...tlps), named: fc.array(fc.nat(), { maxLength: 2 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    isDeleted: fc.boolean(),
  }),
  { minLength: 2, maxLength: 4 },
);

test('no byte of any answer, page or frame holds a word of what its reader may not see', async ({
  team,
  server,
}) => {
  test.setTimeout(300_000);
  const people = [
    team.admin,
    await team.createMember({ role: 'viewer', clearance: 'clear' }),
    await team.createMember({ role: 'analyst', clearance: 'green' }),
    await team.createMember({ role: 'analyst', clearance: 'amber' }),
    await team.createMember({ role: 'admin', clearance: 'amber+strict' }),
    await team.createMember({ role: 'viewer', clearance: 'red' }),
  ];
  const owner = people[3];
  if (!owner) throw new Error('Nobody to own a key');
  const program = await team.createKey(owner, { scopes: ['read', 'red'] });
  const readers = [
    ...people.map((person) => ({ ...person, headers: { cookie: person.cookie } })),
    {
      ...owner,
      ...program,
      name: 'a key with scope red',
      ownerId: owner.id,
      readsRed: true,
      headers: { 'x-api-key': program.key },
    },
  ];
  const writers = people.filter(({ role }) => role !== 'viewer');
  await fc.assert(
    fc.asyncProperty(plan, async (records) => {
      const viewers = [];
      const cursors: string[] = [];
      for (const { headers, api } of readers) {
        viewers.push(await team.watch(headers));
        cursors.push(cursorIn(await api.get('/api/feed')));
      }
      const kept: Kept[] = [];
      const visits: KeptVisit[] = [];
      for (const { by, versions, isDeleted } of records) {
        const creator = pick(writers, by);
        const said = versions.map(({ tlp, named }) => ({
          word: newWord(),
          tlp: visible(creator, { tlp, recipients: [], createdBy: creator.id }) ? tlp : ('clear' as const),
          recipients: named.map((index) => pick(people, index).id),
          createdBy: creator.id,
        }));
        kept.push(await write(creator, said, isDeleted));
        const ofVisit = said.map((version) => ({ ...version, word: newWord(), recipients: [] }));
        visits.push(await writeVisit(creator, ofVisit));
      }
      await team.log(team.admin, 'The last of this run', { tlp: 'clear' });
      for (const [index, person] of readers.entries()) {
        const viewer = pick(viewers, index);
        await viewer.until(({ titles }) => titles().includes('The last of this run'));
        for (const { versions } of [...kept, ...visits]) {
          for (const version of versions) {
            if (!visible(person, version)) expect(viewer.bytes(), person.name).not.toContain(version.word);
          }
        }
        const said = await everything(person, pick(cursors, index), { kept, visits });
        for (const { versions } of [...kept, ...visits]) {
          const now = versions.at(-1);
          for (const version of versions) {
            if (now && visible(person, now) && visible(person, version)) continue;
            for (const [where, text] of said) {
              expect(text.includes(version.word), `${where} for ${person.name}`).toBe(false);
            }
          }
        }
        viewer.close();
      }
    }),
    { numRuns: 4 },
  );
  expect(server.log()).not.toContain('"level":50');
});

async function write(by: Person, versions: Version[], isDeleted: boolean): Promise<Kept> {
  const [first, ...later] = versions;
  if (!first) throw new Error('A record has a version');
  let event = eventOf(await by.api.post('/api/events', draftOf(first)));
  for (const version of later) {
    const patch = { ...draftOf(version), reason: `reason ${version.word}` };
    event = eventOf(await by.api.patch(`/api/events/${event.id}`, event.version, patch));
  }
  const reason = { reason: `deleted ${versions.at(-1)?.word}` };
  if (isDeleted) await by.api.remove(`/api/events/${event.id}`, event.version, reason);
  return { event, versions };
}

async function writeVisit(by: Person, [first, ...later]: Version[]): Promise<KeptVisit> {
  if (!first) throw new Error('A visit has a version');
  const made = await by.api.post('/api/visits', visitOf(first));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { id } = visit.parse(made.body);
  for (const [index, version] of later.entries()) {
    expect((await by.api.patch(`/api/visits/${id}`, index + 1, visitOf(version))).status).toBe(200);
  }
  return { id, versions: [first, ...later] };
}

/** All that somebody can be told, by where it was said; nothing of it changes anything. */
async function everything(
  person: Person,
  cursor: string,
  { kept, visits }: { kept: readonly Kept[]; visits: readonly KeptVisit[] },
): Promise<[string, string][]> {
  const { api } = person;
  const said: [string, string][] = [];
  const hear = (where: string, { body, headers }: Answer) =>
    said.push([where, `${JSON.stringify([...headers])}${JSON.stringify(body)}`]);
  for (const path of [...surfaces, `/api/feed?after=${cursor}`]) hear(path, await api.get(path));
  for (const { event, versions } of kept) {
    const now = versions.at(-1);
    for (const path of [
      `/api/events/${event.id}`,
      `/api/events/${event.ref}`,
      `/api/events/${event.id}/history`,
      `/events/${event.ref}`,
      `/events/${event.ref}/edit`,
      `/deleted/${event.ref}`,
      `/?event=${event.ref}`,
    ])
      hear(path, await api.get(path));
    // A version that is not there: whoever may see the record is answered with it, and nobody else.
    hear('PATCH', await api.patch(`/api/events/${event.id}`, 99, { title: 'No' }));
    hear('DELETE', await api.remove(`/api/events/${event.id}`, 99, { reason: 'No' }));
    // Of what the person may see, this would restore it.
    if (now && !visible(person, now))
      hear('restore', await api.post(`/api/events/${event.id}/restore`, { reason: 'No' }));
    const linking = { ...threatDraft(), kind: 'incident', threat: undefined };
    hear(
      'link',
      await api.post('/api/events', { ...linking, incident: { realises: [event.id] }, title: '' }),
    );
  }
  for (const { id } of visits) {
    hear(`/api/visits/${id}`, await api.get(`/api/visits/${id}`));
    hear('PATCH of a visit', await api.patch(`/api/visits/${id}`, 99, { title: 'No' }));
    const target = { country: 'RU', type: 'delegation', visitId: id };
    hear('target', await api.post('/api/events', { ...threatDraft(), targets: [target], title: '' }));
    const naming = { targets: [target], location: { country: 'IQ' }, tlp: 'clear' };
    for (const { event } of kept)
      hear('target of a record', await api.patch(`/api/events/${event.id}`, 98, naming));
  }
  return said;
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('There is nobody to pick from');
  return found;
}

// CVE-2026-27898: the refusal of a change carried the record that could not be read.
test('a hidden record is answered as one that was never there, byte for byte', async ({ team }) => {
  const hidden = await team.log(team.admin, 'Behind the door', { tlp: 'red' });
  const low = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  for (const who of [low, await team.createMember({ role: 'viewer', clearance: 'red' })]) {
    const pairs: [string, string][] = [
      [hidden.id, randomUUID()],
      [hidden.ref, hidden.ref.replace(/\d{4}$/, '9999')],
    ];
    for (const [there, absent] of pairs) {
      for (const { ask, changes } of asks(who, team)) {
        const [one, other] = [await ask(there), await ask(absent)];
        // Of whoever changes no record nothing but the role is looked at.
        expect(one.status).toBe(changes && who.role === 'viewer' ? 403 : 404);
        expect(bytesOf(one)).toBe(bytesOf(other));
      }
    }
    const link = async (id: string) => {
      const draft = { ...threatDraft(), kind: 'incident', threat: undefined, incident: { realises: [id] } };
      return who.api.post('/api/events', draft);
    };
    expect(bytesOf(await link(hidden.id))).toBe(bytesOf(await link(randomUUID())));
  }
});

type Ask = { ask: (id: string) => Promise<Answer>; changes: boolean };

function asks({ api }: Person, { url }: Team): Ask[] {
  const reads = [
    (id: string) => api.get(`/api/events/${id}`),
    (id: string) => api.call('HEAD', `/api/events/${id}`),
    (id: string) => api.get(`/api/events/${id}/history`),
    (id: string) =>
      api.call('GET', `/api/events/${id}`, { headers: { 'if-none-match': '"1"', origin: url } }),
  ];
  const writes = [
    // Whatever version is named: 412 would tell that there is one.
    (id: string) => api.patch(`/api/events/${id}`, 1, { title: 'Mine' }),
    (id: string) => api.patch(`/api/events/${id}`, 7, { title: 'Mine' }),
    (id: string) => api.patch(`/api/events/${id}`, 1, { nonsense: true }),
    (id: string) => api.remove(`/api/events/${id}`, 1, { reason: 'Gone' }),
  ];
  return [...reads.map((ask) => ({ ask, changes: false })), ...writes.map((ask) => ({ ask, changes: true }))];
}

test('counts, facets and totals are those of a board on which what is hidden never was', async ({ team }) => {
  const low = await team.createMember({ clearance: 'green' });
  await team.log(team.admin, 'Open', { tlp: 'clear', targets: [{ country: 'RU', type: 'embassy' }] });
  const before = await low.api.get('/api/board');
  for (const tlp of ['amber', 'amber+strict', 'red']) {
    await team.log(team.admin, 'Hidden', { tlp, targets: [{ country: 'FR', type: 'embassy' }] });
  }
  const after = await low.api.get('/api/board');
  expect(withoutCursor(after)).toEqual(withoutCursor(before));
  expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  expect(JSON.stringify(after.body)).not.toContain('"FR"');
});

function withoutCursor({ body }: Answer): unknown {
  return { ...Object(body), cursor: null };
}

test('the figures for Prometheus, which count red frames too, are for those cleared for red', async ({
  team,
}) => {
  const high = await team.createMember({ role: 'viewer', clearance: 'red' });
  const low = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  expect((await (await team.createKey(high)).api.get('/api/metrics')).status).toBe(200);
  expect((await low.api.get('/api/metrics')).status).toBe(403);
  expect((await fetch(`${team.url}/api/metrics`)).status).toBe(401);
});
