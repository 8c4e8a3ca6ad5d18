import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { test as ownServer } from '../../../fixtures';
import { createApi } from '../../../support/api';
import { cookiesOf, linkIn, requestSignIn, tokenOf } from '../../../support/people';
import { threatDraft } from '../../api/support/drafts';
import { expect, test } from '../team';

const account = z.looseObject({ id: z.string(), version: z.int(), clearance: z.string(), role: z.string() });
const accounts = z.looseObject({ items: z.array(account) });
const sessions = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const profile = { name: 'Somebody', password: 'a long enough password' };

// CVE-2026-56424: the checked id was not the changed one.
test('only the path names the record to change: another id in the body is refused', async ({ team }) => {
  const { admin, url } = team;
  const [one, other] = [await team.createMember(), await team.createMember()];
  const before = (await admin.api.get('/api/accounts')).body;
  const bodies = [{ id: other.id }, { userId: other.id }, { version: 9 }, { email: 'taken@mission.example' }];
  for (const body of bodies) {
    expect((await admin.api.patch(`/api/accounts/${one.id}`, 1, { role: 'viewer', ...body })).status).toBe(
      422,
    );
  }
  expect((await admin.api.get('/api/accounts')).body).toEqual(before);

  const event = await team.log(one, 'Mine', { tlp: 'clear' });
  for (const body of [
    { id: randomUUID() },
    { createdBy: other.id },
    { ref: 'THR-2026-9999' },
    { version: 3 },
  ]) {
    expect((await one.api.patch(`/api/events/${event.id}`, 1, body)).status).toBe(422);
    expect((await one.api.post('/api/events', { ...threatDraft(), ...body })).status).toBe(422);
  }
  const key = { name: 'Program', scope: 'read', clearance: 'clear', ownerId: other.id };
  expect((await one.api.post('/api/keys', key)).status).toBe(422);
  const change = { currentPassword: one.password, newPassword: 'quite another password', userId: other.id };
  expect((await one.api.post('/api/auth/change-password', change)).status).toBe(422);
  expect((await requestSignIn(url, other)).status).toBe(200);
});

test('a user cannot end another user’s session, key or passkey', async ({ team, server }) => {
  const [one, other] = [await team.createMember(), await team.createMember()];
  const { items } = sessions.parse((await other.api.get('/api/sessions')).body);
  const { id: keyId, api: program } = await team.createKey(other);
  const passkey = randomUUID();
  const db = new Database(join(server.dataDir, 'chancery.db'));
  db.prepare(
    `insert into passkeys (id, public_key, user_id, credential_id, counter, device_type, backed_up)
     values (?, 'key', ?, ?, 0, 'singleDevice', 0)`,
  ).run(passkey, other.id, passkey);
  for (const { id } of items) expect((await one.api.call('DELETE', `/api/sessions/${id}`)).status).toBe(404);
  expect((await one.api.call('DELETE', `/api/keys/${keyId}`)).status).toBe(404);
  expect((await one.api.post('/api/auth/passkey/delete-passkey', { id: passkey })).status).toBe(401);
  const remaining = db.prepare('select count(*) from passkeys where id = ?').pluck().get(passkey);
  db.close();
  expect(remaining).toBe(1);
  expect((await other.api.get('/api/me')).status).toBe(200);
  expect((await program.get('/api/events')).status).toBe(200);
});

// CVE-2026-44380, CVE-2026-44730: an administrator reset, changed or created a higher one.
test('an administrator cannot change or create users with a higher clearance than their own', async ({
  team,
}) => {
  const low = await team.createMember({ role: 'admin', clearance: 'amber' });
  const high = await team.createMember({ role: 'viewer', clearance: 'amber+strict' });
  const key = await team.createKey(high);
  const invited = { email: 'high@mission.example', role: 'viewer', clearance: 'red' };
  const invitation = account
    .pick({ id: true })
    .parse((await team.admin.api.post('/api/invitations', invited)).body);
  const before = (await team.admin.api.get('/api/accounts')).body;
  const { items } = accounts.parse(before);
  const versionOf = (id: string) => items.find((item) => item.id === id)?.version ?? 0;
  const tries = [
    ...[high, team.admin].flatMap(({ id }) => [
      low.api.patch(`/api/accounts/${id}`, versionOf(id), { isSuspended: true }),
      low.api.patch(`/api/accounts/${id}`, versionOf(id), { clearance: 'clear' }),
      low.api.patch(`/api/accounts/${id}`, versionOf(id), { name: 'Renamed' }),
      low.api.post(`/api/accounts/${id}/reset`, undefined),
    ]),
    low.api.patch(`/api/accounts/${low.id}`, versionOf(low.id), { clearance: 'red' }),
    low.api.post('/api/invitations', {
      email: 'me@mission.example',
      role: 'admin',
      clearance: 'amber+strict',
    }),
    low.api.call('DELETE', `/api/invitations/${invitation.id}`),
    low.api.call('DELETE', `/api/keys/${key.id}`),
  ];
  for (const { status, body } of await Promise.all(tries))
    expect({ status, body }).toMatchObject({ status: 403 });
  expect((await team.admin.api.get('/api/accounts')).body).toEqual(before);
  expect((await key.api.get('/api/events')).status).toBe(200);
});

test('viewers and analysts cannot do what is reserved for administrators', async ({ team }) => {
  for (const role of ['viewer', 'analyst'] as const) {
    const person = await team.createMember({ role, clearance: 'red' });
    const invitation = { email: 'friend@mission.example', role: 'viewer', clearance: 'clear' };
    const tries = [
      person.api.get('/api/accounts'),
      person.api.get('/api/invitations'),
      person.api.get('/api/audit?type=all'),
      person.api.post('/api/invitations', invitation),
      person.api.patch(`/api/accounts/${person.id}`, 1, { role: 'admin' }),
      person.api.patch(`/api/accounts/${team.admin.id}`, 1, { role: 'viewer' }),
      person.api.post(`/api/accounts/${team.admin.id}/reset`, undefined),
      // The response for an unknown account is the same.
      person.api.post(`/api/accounts/${randomUUID()}/reset`, undefined),
      person.api.patch(`/api/accounts/${randomUUID()}`, 1, { role: 'admin' }),
    ];
    for (const { status } of await Promise.all(tries)) expect(status).toBe(403);
  }
});

test('a link stops working when its creator or its account changes rights', async ({ team }) => {
  const creator = await team.createMember({ role: 'admin', clearance: 'amber' });
  const person = await team.createMember({ role: 'viewer', clearance: 'green' });
  const invitation = { email: 'back@mission.example', role: 'admin', clearance: 'amber' };
  const back = tokenOf(linkIn(await creator.api.post('/api/invitations', invitation)));
  const reset = tokenOf(linkIn(await creator.api.post(`/api/accounts/${person.id}/reset`, undefined)));
  const accept = (token: string) => createApi(team.url).post('/api/auth/accept', { token, ...profile });
  // Their clearance is now higher than that of the administrator who created the link.
  expect((await team.updateRights(person, { clearance: 'red' })).status).toBe(200);
  expect((await accept(reset)).status).toBe(422);
  expect((await requestSignIn(team.url, person)).status).toBe(200);
  expect((await team.updateRights(creator, { isSuspended: true })).status).toBe(200);
  expect((await accept(back)).status).toBe(422);
});

// CVE-2026-9084, CVE-2026-44166: accounts were merged because of their e-mail address.
test('an address with an account cannot be invited, and a link works for its own address only', async ({
  team,
}) => {
  const person = await team.createMember();
  for (const email of [person.email, person.email.toUpperCase(), ` ${person.email} `]) {
    const again = await team.admin.api.post('/api/invitations', { email, role: 'admin', clearance: 'red' });
    expect(again.status).toBe(422);
  }
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const first = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const second = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const api = createApi(team.url);
  expect((await api.post('/api/auth/accept', { token: first, ...profile })).status).toBe(422);
  const taking = { token: second, ...profile, email: person.email };
  expect(await api.post('/api/auth/accept', taking)).toMatchObject({ body: { email: invitation.email } });
  expect((await requestSignIn(team.url, { ...person, password: profile.password })).status).toBe(401);
  expect((await requestSignIn(team.url, person)).status).toBe(200);
});

test('concurrent uses of one link create one account', async ({ team }) => {
  const invitation = { email: 'new@mission.example', role: 'viewer', clearance: 'clear' };
  const token = tokenOf(linkIn(await team.admin.api.post('/api/invitations', invitation)));
  const tries = ['one', 'two', 'three'].map((name) =>
    createApi(team.url).post('/api/auth/accept', { token, ...profile, name }),
  );
  const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
  expect(statuses).toEqual([200, 422, 422]);
});

test('unused endpoints of the auth library do not exist', async ({ team }) => {
  const endpoints = [
    ...[
      'sign-up/email',
      'forget-password',
      'request-password-reset',
      'reset-password',
      'send-verification-email',
    ],
    ...['change-email', 'update-user', 'delete-user', 'set-password', 'link-social', 'unlink-account'],
    ...['sign-in/social', 'sign-in/username', 'sign-in/magic-link', 'oauth2/token', 'update-session'],
    ...['revoke-sessions', 'revoke-other-sessions', 'two-factor/send-otp', 'two-factor/verify-otp'],
    ...['two-factor/get-totp-uri', 'two-factor/view-backup-codes', 'two-factor/generate-totp'],
    ...['passkey/update-passkey', 'admin/set-role', 'admin/create-user', 'admin/impersonate-user'],
    ...['api-key/create', 'organization/create', 'refresh-token', 'get-access-token', 'account-info'],
  ];
  const reading = ['get-session', 'list-sessions', 'verify-email', 'callback/google', 'reset-password/x'];
  for (const path of [...endpoints, ...reading, 'ok', 'error', 'delete-user/callback', '', 'jwks']) {
    for (const method of ['GET', 'POST']) {
      const { status } = await team.admin.api.call(method, `/api/auth/${path}`, {
        body: method === 'POST' ? { email: 'a@b.example' } : undefined,
      });
      expect(status, `${method} ${path}`).toBe(404);
    }
  }
});

// CVE-2026-10856: a link decided where a sign-in leads.
test('a sign-in refuses a redirect address and any other unknown field', async ({ team }) => {
  const { admin, url } = team;
  const more = [
    { callbackURL: '/\\evil.example' },
    { callbackURL: '/' },
    { rememberMe: false },
    { trustDevice: true },
    { token: 'x' },
  ];
  for (const field of more) {
    const body = { email: admin.email, password: admin.password, ...field };
    expect((await createApi(url).post('/api/auth/sign-in/email', body)).status).toBe(422);
  }
  const signedIn = await requestSignIn(url, admin);
  expect(signedIn.headers.get('location')).toBeNull();
  expect(JSON.stringify(signedIn.body)).not.toContain(cookiesOf(signedIn).split(/[=.]/)[2] ?? '');
});

ownServer.describe('before the first account', () => {
  ownServer.use({ seed: 'none' });

  ownServer('the printed set-up link creates exactly one administrator', async ({ server }) => {
    const printed = () => /join#(link_\S+)\n/.exec(server.log())?.[1] ?? '';
    await expect.poll(printed).not.toBe('');
    const token = printed();
    const api = createApi(server.url);
    const tries = ['one', 'two', 'three'].map((name) =>
      api.post('/api/auth/accept', { token, ...profile, name, email: `${name}@mission.example` }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 422, 422]);
    // From now on requests from this machine need an account too.
    expect((await api.get('/api/events')).status).toBe(401);
    expect((await api.post('/api/events', threatDraft())).status).toBe(401);
    await server.restart();
    expect((await api.get('/api/events')).status).toBe(401);
    expect(server.log().match(/join#/g)).toHaveLength(1);
  });
});

// GHSA-8fpg-xm3f-6cx3: invalid settings gave everybody access.
const broken: [string, Record<string, string>][] = [
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'a@mission.example' }],
  ['ADMIN_EMAIL', { ADMIN_PASSWORD: 'long enough for this' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'a@mission.example', ADMIN_PASSWORD: 'short' }],
  ['ADMIN_EMAIL', { ADMIN_EMAIL: 'nobody', ADMIN_PASSWORD: 'long enough for this' }],
  ['PUBLIC_URL', { HOST: '0.0.0.0' }],
  ['PUBLIC_URL', { HOST: '::' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://board.example.org/path' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'board.example.org' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'everybody' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
];
ownServer('an invalid setting prevents the start and is named', async ({ failToStart }) => {
  for (const [name, env] of broken) {
    const { code, output } = await failToStart({ env });
    expect(code, output).toBe(1);
    expect(output).toContain(name);
    expect(output).not.toContain('long enough for this');
  }
});
