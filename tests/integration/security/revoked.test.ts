import { createApi } from '../../support/api';
import { cookiesOf, linkIn, type Person, requestSignIn, tokenOf } from '../../support/people';
import type { Viewer } from '../live/viewer';
import { expect, type Team, sharedTest as test } from './team';

/**
 * Revokes access and then logs an event that the viewer could see before. The event is logged after the response,
 * so that receiving it would be a violation.
 */
async function expectDisconnected(team: Team, viewer: Viewer, revoke: () => Promise<{ status: number }>) {
  expect((await revoke()).status).toBeLessThan(300);
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
  // CVE-2026-44553: the socket kept the rights of its handshake. GHSA-56p6-qw3c-fq2g: so did the session.
  test(`a user who ${what} is disconnected, and their next request is checked with the new rights`, async ({
    team,
  }) => {
    const person = await team.createMember({ clearance: 'amber' });
    const secret = await team.log(team.admin, 'Amber letter', { tlp: 'amber' });
    expect((await person.api.get(`/api/events/${secret.id}`)).status).toBe(200);
    const viewer = await team.watch({ cookie: person.cookie });
    await expectDisconnected(team, viewer, () => team.updateRights(person, rights));
    const status = 'isSuspended' in rights ? 401 : 404;
    expect((await person.api.get(`/api/events/${secret.id}`)).status).toBe(status);
  });
}

test('a demoted user can no longer write, with their session or their keys', async ({ team }) => {
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
test('a suspended user cannot use their session, key or password, nor the old session later', async ({
  team,
}) => {
  const person = await team.createMember();
  const { api: program, key } = await team.createKey(person);
  const byKey = await team.watch({ 'x-api-key': key });
  await expectDisconnected(team, byKey, () => team.updateRights(person, { isSuspended: true }));
  const attempt = async () => [
    (await person.api.get('/api/events')).status,
    (await program.get('/api/events')).status,
    (await requestSignIn(team.url, person)).status,
  ];
  expect(await attempt()).toEqual([401, 401, 401]);
  // After the suspension they have to sign in again; the earlier session stays ended.
  expect((await team.updateRights(person, { isSuspended: false })).status).toBe(200);
  expect((await person.api.get('/api/events')).status).toBe(401);
  expect((await requestSignIn(team.url, person)).status).toBe(200);
});

// GHSA-g9v2-wqcj-j99g, CVE-2026-43911
test('a change of password ends every other session and every socket', async ({ team }) => {
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

test('a password reset ends every session, and its link works once', async ({ team }) => {
  const person = await team.createMember();
  const viewer = await team.watch({ cookie: person.cookie });
  const link = await team.admin.api.post(`/api/accounts/${person.id}/reset`, undefined);
  const token = tokenOf(linkIn(link));
  const accept = () =>
    createApi(team.url).post('/api/auth/accept', { token, password: 'set by a reset link' });
  await expectDisconnected(team, viewer, accept);
  expect((await person.api.get('/api/me')).status).toBe(401);
  expect((await accept()).status).toBe(422);
});

const endings: [string, (person: Person, thief: Person) => Promise<{ status: number }>][] = [
  ['signs out', (_, thief) => thief.api.post('/api/auth/sign-out', {})],
  ['is signed out everywhere', (person) => person.api.call('DELETE', '/api/sessions')],
  [
    'has that session ended from another',
    async (person) => {
      const { body } = await person.api.get('/api/sessions');
      const items: { id: string; isThisOne: boolean }[] = Reflect.get(Object(body), 'items');
      const other = items.find(({ isThisOne }) => !isThisOne);
      return person.api.call('DELETE', `/api/sessions/${other?.id}`);
    },
  ],
];
for (const [what, end] of endings) {
  test(`a user who ${what} is disconnected from the feed`, async ({ team }) => {
    const person = await team.createMember();
    const cookie = cookiesOf(await requestSignIn(team.url, person));
    const thief = { ...person, cookie, api: createApi(team.url, { cookie }) };
    const viewer = await team.watch({ cookie });
    await expectDisconnected(team, viewer, () => end(person, thief));
    expect((await thief.api.get('/api/me')).status).toBe(401);
  });
}

test('a change of role disconnects a user and their keys, which can reconnect', async ({ team }) => {
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

test('a revoked key is refused, and its viewer is disconnected', async ({ team }) => {
  const person = await team.createMember();
  const { id, key, api } = await team.createKey(person);
  const viewer = await team.watch({ 'x-api-key': key });
  await expectDisconnected(team, viewer, () => person.api.call('DELETE', `/api/keys/${id}`));
  expect((await api.get('/api/events')).status).toBe(401);
});
