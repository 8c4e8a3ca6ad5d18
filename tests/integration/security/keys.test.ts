import * as z from 'zod';
import { expect, sharedTest as test } from './team';

const description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
});
const unsafe = ['post', 'put', 'patch', 'delete'];
/** It reads, and takes its question as a body. */
const readingPost = '/api/similar';
/** Routes about accounts, which no API key may use. */
const personal = /^\/api\/(auth|accounts|invitations|audit|keys|sessions|display-links)\b/;

// CVE-2026-24791: a token's scope was enforced on some routes only.
test('a read key cannot write anywhere, and no key reaches accounts, sessions, keys or the audit', async ({
  team,
  server,
}) => {
  const owner = await team.createMember({ role: 'admin', clearance: 'red' });
  const reading = await team.createKey(owner, { scopes: ['read'] });
  const writing = await team.createKey(owner, { scopes: ['write'] });
  const event = await team.log(owner, 'As it was', { tlp: 'clear' });
  const { paths } = description.parse((await reading.api.get('/api/openapi.json')).body);
  const checked: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const isPersonal = personal.test(path);
      const target = path.replace('{id}', path.startsWith('/api/events') ? event.id : owner.id);
      for (const { api } of isPersonal ? [reading, writing] : [reading]) {
        if (!isPersonal && (!unsafe.includes(method) || path === readingPost)) continue;
        const { status } = await api.call(method.toUpperCase(), target, {
          body: method === 'get' ? undefined : {},
          headers: { 'if-match': '"1"' },
        });
        expect([401, 403, 404, 422], `${method} ${path}`).toContain(status);
        checked.push(`${method} ${path}`);
      }
    }
  }
  expect(checked.length).toBeGreaterThan(20);
  expect((await owner.api.get(`/api/events/${event.id}`)).body).toEqual(event);
  expect((await owner.api.get('/api/sessions')).status).toBe(200);
  expect(server.log()).not.toContain('"level":50');
});

test('a read key is refused valid writes because of its scope', async ({ team }) => {
  const owner = await team.createMember({ role: 'admin', clearance: 'amber' });
  const reading = await team.createKey(owner, { scopes: ['read'] });
  const event = await team.log(owner, 'As it was', { tlp: 'clear' });
  const writes = [
    reading.api.post('/api/events', {
      kind: 'threat',
      title: 'By a key',
      at: '2026-03-01',
      location: { country: 'AF' },
      targets: [{ country: 'RU', type: 'embassy' }],
      threat: {},
    }),
    reading.api.patch(`/api/events/${event.id}`, 1, { title: 'By a key' }),
    reading.api.remove(`/api/events/${event.id}`, 1, { reason: 'By a key' }),
    reading.api.call('DELETE', '/api/examples'),
    reading.api.post('/api/actors', { name: 'By a key' }),
  ];
  for (const { status, body } of await Promise.all(writes))
    expect({ status, body }).toMatchObject({ status: 403 });
});

test('a write key cannot create keys or sign out its owner', async ({ team }) => {
  const owner = await team.createMember({ role: 'admin', clearance: 'amber' });
  const { id, api } = await team.createKey(owner, { scopes: ['write'] });
  const input = { name: 'Of a key', scope: 'write', clearance: 'red' };
  expect((await api.post('/api/keys', input)).status).toBe(403);
  expect((await api.call('DELETE', '/api/sessions')).status).toBe(403);
  expect((await api.call('DELETE', `/api/keys/${id}`)).status).toBe(403);
  expect((await owner.api.get('/api/me')).status).toBe(200);
});

test('a key and a cookie in one request do not combine their rights', async ({ team }) => {
  const { cookie } = team.admin;
  const viewer = await team.createMember({ role: 'viewer', clearance: 'clear' });
  const { api, key } = await team.createKey(viewer);
  expect((await api.call('GET', '/api/accounts', { headers: { cookie } })).status).toBe(403);
  const junk = { 'x-api-key': 'chancery_made-up', cookie };
  expect((await api.call('GET', '/api/me', { headers: junk })).status).toBe(401);
  // A key allows requests without an Origin; that must not open routes that only the cookie authorizes.
  const { status } = await api.call('POST', '/api/auth/change-password', {
    body: { currentPassword: team.admin.password, newPassword: 'set by somebody else' },
    headers: { 'x-api-key': key, cookie, origin: undefined },
  });
  expect(status).toBe(403);
});

test('a key has at most its owner’s current rights, and a limited lifetime', async ({ team }) => {
  const owner = await team.createMember({ role: 'viewer', clearance: 'green' });
  const made = await owner.api.post('/api/keys', { name: 'High', scope: 'write', clearance: 'red', days: 1 });
  expect(made).toMatchObject({ status: 201, body: { clearance: 'green' } });
  for (const days of [0, -1, 367, 1.5]) {
    const input = { name: 'Long', scope: 'read', clearance: 'clear', days };
    expect((await owner.api.post('/api/keys', input)).status).toBe(422);
  }
  for (const scope of ['admin', 'read,write', '*', '']) {
    const input = { name: 'Wide', scope, clearance: 'clear' };
    expect((await owner.api.post('/api/keys', input)).status).toBe(422);
  }
});
