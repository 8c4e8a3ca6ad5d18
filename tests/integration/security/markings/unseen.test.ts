import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { visible } from '@/db/model/access/visible';
import { visit } from '@/db/model/reference';
import { tlps } from '@/db/model/words';
import type { ApiResponse } from '../../../support/api';
import { assertProperty } from '../../../support/assert-property';
import type { Person } from '../../../support/people';
import { threatDraft } from '../../api/support/drafts';
import { cursorIn } from '../../live/live-test';
import { eventOf, expect, type Team, test } from '../team';
import { bytesOf } from './bytes-of';
import {
  changeAll,
  draftLike,
  draftOf,
  inKabul,
  type LoggedEvent,
  type LoggedVisit,
  newWord,
  pick,
  surfaces,
  type Version,
  visitOf,
  withoutCursor,
} from './unseen-records';

const recordCount = 12;

/** Records to log, with their author, and the marking and recipients of each version, as indexes of people. */
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
  { minLength: recordCount, maxLength: recordCount },
);

test('no response, page or frame contains a word that its reader may not see', async ({ team, server }) => {
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
  if (!owner) throw new Error('The team has too few people');
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
  // Events beside a mission are listed with it.
  const beside = { sending: 'RU', host: 'AF', type: 'embassy', city: 'Kabul', ...inKabul };
  expect((await team.admin.api.post('/api/missions', beside)).status).toBe(201);
  const writers = people.filter(({ role }) => role !== 'viewer');
  let hiddenCount = 0;
  await assertProperty(
    fc.asyncProperty(plan, async (records) => {
      const viewers = [];
      const cursors: string[] = [];
      for (const { headers, api } of readers) {
        viewers.push(await team.watch(headers));
        cursors.push(cursorIn(await api.get('/api/feed')));
      }
      const events: LoggedEvent[] = [];
      const visits: LoggedVisit[] = [];
      for (const { by, versions, isDeleted } of records) {
        const creator = pick(writers, by);
        const contents = versions.map(({ tlp, named }) => ({
          word: newWord(),
          tlp: visible(creator, { tlp, recipients: [], createdBy: creator.id }) ? tlp : ('clear' as const),
          recipients: named.map((index) => pick(people, index).id),
          createdBy: creator.id,
        }));
        events.push(await logEvent(creator, contents, isDeleted));
        const visitContents = contents.map((version) => ({ ...version, word: newWord(), recipients: [] }));
        visits.push(await logVisit(creator, visitContents));
      }
      const operationId = await changeAll(
        team.admin,
        events.map(({ event }) => event.id),
      );
      await team.log(team.admin, 'Last of this run', { tlp: 'clear' });
      for (const [index, person] of readers.entries()) {
        const viewer = pick(viewers, index);
        await viewer.until(({ titles }) => titles().includes('Last of this run'));
        for (const { versions } of [...events, ...visits]) {
          for (const version of versions) {
            if (!visible(person, version)) expect(viewer.bytes(), person.name).not.toContain(version.word);
          }
        }
        const responses = await readEverything(person, pick(cursors, index), { events, visits, operationId });
        const hidden = [...events, ...visits].flatMap(({ versions }) => {
          const now = versions.at(-1);
          return versions.filter((version) => !(now && visible(person, now) && visible(person, version)));
        });
        hiddenCount += hidden.length;
        const leaks = responses.filter(([, text]) => hidden.some(({ word }) => text.includes(word)));
        expect(
          leaks.map(([where]) => where),
          person.name,
        ).toEqual([]);
        viewer.close();
      }
    }),
    // One run with many records, because each run reads every surface as every reader.
    { numRuns: 1, endOnFailure: true },
  );
  expect(hiddenCount).toBeGreaterThan(0);
  expect(server.log()).not.toContain('"level":50');
});

async function logEvent(by: Person, versions: Version[], isDeleted: boolean): Promise<LoggedEvent> {
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

async function logVisit(by: Person, [first, ...later]: Version[]): Promise<LoggedVisit> {
  if (!first) throw new Error('A visit has a version');
  const made = await by.api.post('/api/visits', visitOf(first));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { id } = visit.parse(made.body);
  for (const [index, version] of later.entries()) {
    expect((await by.api.patch(`/api/visits/${id}`, index + 1, visitOf(version))).status).toBe(200);
  }
  return { id, versions: [first, ...later] };
}

/** Everything that a person can read, by path; no request but the undo changes anything, and that no text. */
async function readEverything(
  person: Person,
  cursor: string,
  given: { events: readonly LoggedEvent[]; visits: readonly LoggedVisit[]; operationId: string },
): Promise<[string, string][]> {
  const { api } = person;
  const { events, visits, operationId } = given;
  const responses: [string, string][] = [];
  const record = (where: string, { body, headers }: ApiResponse) =>
    responses.push([where, `${JSON.stringify([...headers])}${JSON.stringify(body)}`]);
  for (const path of [...surfaces, `/api/feed?after=${cursor}`]) record(path, await api.get(path));
  const { title, ...similar } = { ...threatDraft(), ...draftLike };
  for (const draft of [similar, { ...similar, title }, { title, summary: title }])
    record('similar', await api.post('/api/similar', draft));
  record('extract', await api.post('/api/extract', { text: 'ISIS-K hit the embassy of Russia in Kabul.' }));
  for (const { event, versions } of events) {
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
      record(path, await api.get(path));
    // With a version that does not exist, the refusal returns the event to readers who may see it only.
    record('PATCH', await api.patch(`/api/events/${event.id}`, 99, { title: 'No' }));
    for (const act of ['confirm', 'revert']) {
      const body = { reason: 'No' };
      record(act, await api.post(`/api/events/${event.id}/${act}`, body, { 'if-match': '"99"' }));
    }
    const seen = { id: event.id, version: 99 };
    const bulk = { ids: [seen], patch: { severity: 'minor' }, reason: 'No' };
    record('bulk', await api.post('/api/events/bulk', bulk));
    const merging = { into: events[0]?.event.id, reason: 'No' };
    record('merge', await api.post(`/api/events/${event.id}/merge`, merging, { 'if-match': '"99"' }));
    record('DELETE', await api.remove(`/api/events/${event.id}`, 99, { reason: 'No' }));
    // For a visible event this would restore it.
    if (now && !visible(person, now))
      record('restore', await api.post(`/api/events/${event.id}/restore`, { reason: 'No' }));
    const linking = { ...threatDraft(), kind: 'incident', threat: undefined };
    record(
      'link',
      await api.post('/api/events', { ...linking, incident: { realises: [event.id] }, title: '' }),
    );
  }
  record('undo', await api.post(`/api/operations/${operationId}/undo`, { reason: 'No' }));
  for (const [index, { id }] of visits.entries()) {
    for (const path of [
      `/api/visits/${id}`,
      `/api/visits/${id}/history`,
      `/visits/${id}`,
      `/visits/${id}/edit`,
    ])
      record(path, await api.get(path));
    record('PATCH of a visit', await api.patch(`/api/visits/${id}`, 99, { title: 'No' }));
    const target = { country: 'RU', type: 'delegation', visitId: id };
    record('target', await api.post('/api/events', { ...threatDraft(), targets: [target], title: '' }));
    const naming = { targets: [target], location: { country: 'IQ' }, tlp: 'clear' };
    for (const { event } of [0, 1, 2].map((offset) => pick(events, index + offset)))
      record('target of a record', await api.patch(`/api/events/${event.id}`, 98, naming));
  }
  return responses;
}

// CVE-2026-27898: the refusal of a change contained the record that the user could not read.
test('the response for a hidden event equals that for a missing event, byte for byte', async ({ team }) => {
  const hidden = await team.log(team.admin, 'Hidden', { tlp: 'red' });
  const low = await team.createMember({ role: 'admin', clearance: 'amber+strict' });
  for (const person of [low, await team.createMember({ role: 'viewer', clearance: 'red' })]) {
    const pairs: [string, string][] = [
      [hidden.id, randomUUID()],
      [hidden.ref, hidden.ref.replace(/\d{4}$/, '9999')],
    ];
    for (const [there, absent] of pairs) {
      for (const { send, isWrite } of requestsOf(person, team)) {
        const [one, other] = [await send(there), await send(absent)];
        // A viewer’s role is checked before the event is looked up.
        expect(one.status).toBe(isWrite && person.role === 'viewer' ? 403 : 404);
        expect(bytesOf(one)).toBe(bytesOf(other));
      }
    }
    const link = async (id: string) => {
      const draft = { ...threatDraft(), kind: 'incident', threat: undefined, incident: { realises: [id] } };
      return person.api.post('/api/events', draft);
    };
    expect(bytesOf(await link(hidden.id))).toBe(bytesOf(await link(randomUUID())));
  }
});

type Request = { send: (id: string) => Promise<ApiResponse>; isWrite: boolean };

function requestsOf({ api }: Person, { url }: Team): Request[] {
  const reads = [
    (id: string) => api.get(`/api/events/${id}`),
    (id: string) => api.call('HEAD', `/api/events/${id}`),
    (id: string) => api.get(`/api/events/${id}/history`),
    (id: string) =>
      api.call('GET', `/api/events/${id}`, { headers: { 'if-none-match': '"1"', origin: url } }),
  ];
  const writes = [
    // With the right and a wrong version, because a 412 would reveal that the event exists.
    (id: string) => api.patch(`/api/events/${id}`, 1, { title: 'Mine' }),
    (id: string) => api.patch(`/api/events/${id}`, 7, { title: 'Mine' }),
    (id: string) => api.patch(`/api/events/${id}`, 1, { nonsense: true }),
    (id: string) => api.remove(`/api/events/${id}`, 1, { reason: 'Gone' }),
    (id: string) => api.post(`/api/events/${id}/confirm`, {}, { 'if-match': '"1"' }),
    (id: string) => api.post(`/api/events/${id}/revert`, { reason: 'No' }, { 'if-match': '"7"' }),
  ];
  return [
    ...reads.map((send) => ({ send, isWrite: false })),
    ...writes.map((send) => ({ send, isWrite: true })),
  ];
}

test('hidden events do not change a board, map, timeline or trends, nor their ETags', async ({ team }) => {
  const low = await team.createMember({ clearance: 'green' });
  await team.log(team.admin, 'Open', { tlp: 'clear', targets: [{ country: 'RU', type: 'embassy' }] });
  const given = { sending: 'RU', host: 'AF', type: 'embassy', city: 'Kabul', ...inKabul };
  expect((await team.admin.api.post('/api/missions', given)).status).toBe(201);
  const paths = [
    '/api/board',
    '/api/map',
    '/api/map?bbox=60,30,75,40&zoom=9',
    '/api/near?countries=RU&radiusKm=5',
    '/api/timeline?bucket=day',
    '/api/trends',
    '/api/trends?rows=outcome',
  ];
  const readAll = () => Promise.all(paths.map((path) => low.api.get(path)));
  const before = await readAll();
  for (const tlp of ['amber', 'amber+strict', 'red']) {
    const targets = [{ country: 'FR', type: 'embassy' }];
    await team.log(team.admin, 'Hidden', { tlp, targets });
    await team.log(team.admin, 'Hidden', { tlp, targets, location: { country: 'AF', ...inKabul } });
  }
  expect((await team.admin.api.get('/api/map')).body).toMatchObject({ count: 3, unplaced: { events: 4 } });
  const after = await readAll();
  expect(after.map(withoutCursor)).toEqual(before.map(withoutCursor));
  const tags = (responses: ApiResponse[]) => responses.map(({ headers }) => headers.get('etag'));
  expect(tags(after)).toEqual(tags(before));
  expect(JSON.stringify(after)).not.toContain('"FR"');
});
