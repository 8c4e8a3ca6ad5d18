import { createApi } from '../../support/api';
import { cookiesOf, linkIn, type Person, requestSignIn, tokenOf } from '../../support/people';
import type { Viewer } from '../live/viewer';
import { expect, type Team, test } from './team';

/**
 * Somebody with a socket open, something taken from him, and a record that he might have seen: the record is logged
 * only once the taking is answered, so that whatever came of it came afterwards.
 */
async function expectGone(team: Team, viewer: Viewer, take: () => Promise<{ status: number }>) {
  expect((await take()).status).toBeLessThan(300);
  await team.log(team.admin, 'After the moment', { tlp: 'clear' });
  expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
  await viewer.gone();
  expect(viewer.bytes()).not.toContain('After the moment');
}

const grants: [string, Record<string, unknown>][] = [
  ['is suspended', { isSuspended: true }],
  ['loses clearance', { clearance: 'clear' }],
];
for (const [what, rights] of grants) {
  // CVE-2026-44553: the socket went on by the rights of its handshake. GHSA-56p6-qw3c-fq2g: so did the session.
  test(`one who ${what} hears nothing more on his open socket, and his next request is judged anew`, async ({
    team,
  }) => {
    const person = await team.createMember({ clearance: 'amber' });
    const secret = await team.log(team.admin, 'Amber letter', { tlp: 'amber' });
    expect((await person.api.get(`/api/events/${secret.id}`)).status).toBe(200);
    const viewer = await team.watch({ cookie: person.cookie });
    await expectGone(team, viewer, () => team.updateRights(person, rights));
    const status = 'isSuspended' in rights ? 401 : 404;
    expect((await person.api.get(`/api/events/${secret.id}`)).status).toBe(status);
  });
}

test('one who is demoted may write nothing from then on, by his session and by his keys', async ({
  team,
}) => {
  const person = await team.createMember({ role: 'admin', clearance: 'amber' });
  const { api: program } = await team.createKey(person, { scopes: ['write'] });
  expect((await team.updateRights(person, { role: 'viewer' })).status).toBe(200);
  for (const api of [person.api, program]) {
    const draft = { kind: 'threat', title: 'Too late', at: '2026-03-01', location: { country: 'AF' } };
    const body = { ...draft, targets: [{ country: 'RU', type: 'embassy' }], threat: {} };
    expect((await api.post('/api/events', body)).status).toBe(403);
  }
  expect((await person.api.get('/api/accounts')).status).toBe(403);
});

// GHSA-56p6-qw3c-fq2g
test('a suspended person comes in by nothing that he had: session, key, password, or either again later', async ({
  team,
}) => {
  const person = await team.createMember();
  const { api: program, key } = await team.createKey(person);
  const byKey = await team.watch({ 'x-api-key': key });
  await expectGone(team, byKey, () => team.updateRights(person, { isSuspended: true }));
  const tries = async () => [
    (await person.api.get('/api/events')).status,
    (await program.get('/api/events')).status,
    (await requestSignIn(team.url, person)).status,
  ];
  expect(await tries()).toEqual([401, 401, 401]);
  // Taken in again, he signs in anew: the session of before does not come back to life.
  expect((await team.updateRights(person, { isSuspended: false })).status).toBe(200);
  expect((await person.api.get('/api/events')).status).toBe(401);
  expect((await requestSignIn(team.url, person)).status).toBe(200);
});

// GHSA-g9v2-wqcj-j99g, CVE-2026-43911
test('a change of password ends every other session and every socket, and the new session goes on', async ({
  team,
}) => {
  const person = await team.createMember();
  const thief = cookiesOf(await requestSignIn(team.url, person));
  const viewers = [await team.watch({ cookie: thief }), await team.watch({ cookie: person.cookie })];
  const changed = await person.api.post('/api/auth/change-password', {
    currentPassword: person.password,
    newPassword: 'quite another password',
  });
  expect(changed.status).toBe(200);
  await team.log(team.admin, 'After the moment', { tlp: 'clear' });
  for (const viewer of viewers) {
    await viewer.gone();
    expect(viewer.bytes()).not.toContain('After the moment');
  }
  for (const cookie of [thief, person.cookie]) {
    expect((await createApi(team.url, { cookie }).get('/api/me')).status).toBe(401);
  }
  expect((await createApi(team.url, { cookie: cookiesOf(changed) }).get('/api/me')).status).toBe(200);
  expect((await requestSignIn(team.url, person)).status).toBe(401);
});

test('a new password by a link ends every session, and the link opens nothing twice', async ({ team }) => {
  const person = await team.createMember();
  const viewer = await team.watch({ cookie: person.cookie });
  const link = await team.admin.api.post(`/api/accounts/${person.id}/reset`, undefined);
  const token = tokenOf(linkIn(link));
  const accept = () =>
    createApi(team.url).post('/api/auth/accept', { token, password: 'set anew by a link' });
  await expectGone(team, viewer, accept);
  expect((await person.api.get('/api/me')).status).toBe(401);
  expect((await accept()).status).toBe(422);
});

const endings: [string, (person: Person, thief: Person) => Promise<{ status: number }>][] = [
  ['signs out', (_, thief) => thief.api.post('/api/auth/sign-out', {})],
  ['is signed out everywhere', (person) => person.api.call('DELETE', '/api/sessions')],
  [
    'has this session ended from another',
    async (person) => {
      const { body } = await person.api.get('/api/sessions');
      const items: { id: string; isThisOne: boolean }[] = Reflect.get(Object(body), 'items');
      const other = items.find(({ isThisOne }) => !isThisOne);
      return person.api.call('DELETE', `/api/sessions/${other?.id}`);
    },
  ],
];
for (const [what, end] of endings) {
  test(`one who ${what} hears nothing more on the socket of that session`, async ({ team }) => {
    const person = await team.createMember();
    const cookie = cookiesOf(await requestSignIn(team.url, person));
    const thief = { ...person, cookie, api: createApi(team.url, { cookie }) };
    const viewer = await team.watch({ cookie });
    await expectGone(team, viewer, () => end(person, thief));
    expect((await thief.api.get('/api/me')).status).toBe(401);
  });
}

test('a change of role closes the sockets of the person and of their programs, which then come back with it', async ({
  team,
}) => {
  const person = await team.createMember({ role: 'analyst', clearance: 'green' });
  const { key } = await team.createKey(person, { scopes: ['write'] });
  const headers: Record<string, string>[] = [{ cookie: person.cookie }, { 'x-api-key': key }];
  const viewers = await Promise.all(headers.map((one) => team.watch(one)));
  expect((await team.updateRights(person, { role: 'viewer' })).status).toBe(200);
  for (const viewer of viewers) {
    expect(await viewer.wasReset()).toEqual({ reason: 'rights' });
    await viewer.gone();
  }
  for (const one of headers) await team.watch(one);
});

test('a revoked key opens nothing more, and its socket is closed', async ({ team }) => {
  const person = await team.createMember();
  const { id, key, api } = await team.createKey(person);
  const viewer = await team.watch({ 'x-api-key': key });
  await expectGone(team, viewer, () => person.api.call('DELETE', `/api/keys/${id}`));
  expect((await api.get('/api/events')).status).toBe(401);
});
