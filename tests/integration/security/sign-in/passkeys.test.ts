import { createApi } from '../../../support/api';
import { databaseOf, withDatabase } from '../../../support/database';
import { adminEnv, signIn } from '../../../support/people';
import type { TestServer } from '../../../support/server';
import { expect, test } from '../team';
import { clientAddress, forwardedFor, otherAddress } from './guessing';

/** The test acts as a trusted proxy and sets the address of each client. */
test.use({ env: { ...adminEnv, TRUST_PROXY: '127.0.0.1' } });

const dayMillis = 86_400_000;

/** The number of passkey ceremonies that have started and not ended. */
function countStarted({ dataDir }: TestServer): unknown {
  return withDatabase(databaseOf(dataDir), (db) =>
    db.prepare('select count(*) from verifications').pluck().get(),
  );
}

test('an address that starts passkey ceremonies endlessly is told to wait, and others are not affected', async ({
  team,
  server,
}) => {
  const { cookie } = await team.createMember();
  const begin = (n: number, address: string) =>
    createApi(team.url, { cookie, ...forwardedFor(address) }).call(
      n % 3 === 0 ? 'HEAD' : 'GET',
      `/api/auth/passkey/generate-${n % 2 === 0 ? 'register' : 'authenticate'}-options`,
    );
  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => begin(n, clientAddress)));
  const begun = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect(begun.length + refused.length).toBe(300);
  expect(begun.length).toBeGreaterThanOrEqual(60);
  // Registration and sign-in, GET and HEAD, share one limit; separate limits would allow 60 each.
  expect(refused.length).toBeGreaterThan(190);
  expect(refused.find(({ body }) => body !== null)?.body).toMatchObject({
    detail: 'Too many attempts with a passkey: wait a minute and try again.',
  });
  expect(countStarted(server)).toBe(begun.length);
  expect((await begin(1, otherAddress)).status).toBe(200);
});

test('passkey endpoints accept only their own methods', async ({ team, server }) => {
  const { api } = await team.createMember();
  const endpoints: [path: string, isRead: boolean][] = [
    ['generate-register-options', true],
    ['generate-authenticate-options', true],
    ['list-user-passkeys', true],
    ['verify-registration', false],
    ['verify-authentication', false],
    ['delete-passkey', false],
  ];
  for (const [path, isRead] of endpoints) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (isRead ? method === 'GET' || method === 'HEAD' : method === 'POST') continue;
      const answer = await api.call(method, `/api/auth/passkey/${path}`);
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.get('allow')).toBe(isRead ? 'GET, HEAD' : 'POST');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect(countStarted(server)).toBe(0);
  // With no method can a blocked endpoint of the library be distinguished from a missing one.
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const [blocked, missing] = [
      await api.call(method, '/api/auth/passkey/update-passkey'),
      await api.call(method, '/api/auth/passkey/was-never-there'),
    ];
    expect([blocked.status, blocked.body], method).toEqual([404, missing.body]);
  }
});

test('a passkey can be added within a day of signing in; later a new sign-in is needed', async ({
  team,
  server,
}) => {
  const person = await team.createMember();
  const setSessionAge = (millis: number) =>
    withDatabase(databaseOf(server.dataDir), (db) =>
      db.prepare('update sessions set created_at = ? where user_id = ?').run(Date.now() - millis, person.id),
    );
  const { api } = person;
  const begin = (of = api) => of.get('/api/auth/passkey/generate-register-options');
  setSessionAge(dayMillis - 60_000);
  expect((await begin()).status).toBe(200);
  setSessionAge(dayMillis);
  const end = () => api.post('/api/auth/passkey/verify-registration', { response: {}, name: 'Laptop' });
  for (const step of [begin, end]) {
    expect(await step()).toMatchObject({
      status: 403,
      body: { detail: 'Sign in again first: this requires a sign-in within the last 24 hours.' },
    });
  }
  expect((await api.get('/api/me')).status).toBe(200);
  expect((await begin((await signIn(team.url, person)).api)).status).toBe(200);
});
