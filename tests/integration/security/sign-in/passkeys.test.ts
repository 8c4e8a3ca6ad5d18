import { createApi } from '../../../support/api';
import { databaseOf, withDatabase } from '../../../support/database';
import { adminEnv, signIn } from '../../../support/people';
import type { TestServer } from '../../../support/server';
import { expect, test } from '../team';

/** The tests are a trusted proxy, and say from where somebody comes. */
test.use({ env: { ...adminEnv, TRUST_PROXY: '127.0.0.1' } });

const from = (address: string) => ({ 'x-forwarded-for': address });
const [here, there] = ['203.0.113.1', '203.0.113.2'];
const dayMillis = 86_400_000;

/** How many ceremonies have begun and not ended. */
function begunIn({ dataDir }: TestServer): unknown {
  return withDatabase(databaseOf(dataDir), (db) =>
    db.prepare('select count(*) from verifications').pluck().get(),
  );
}

test('whoever begins with passkeys without end is told to wait, leaves nothing more behind, and stops nobody else', async ({
  team,
  server,
}) => {
  const { cookie } = await team.createMember();
  const begin = (n: number, address: string) =>
    createApi(team.url, { cookie, ...from(address) }).call(
      n % 3 === 0 ? 'HEAD' : 'GET',
      `/api/auth/passkey/generate-${n % 2 === 0 ? 'register' : 'authenticate'}-options`,
    );
  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => begin(n, here)));
  const begun = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 429);
  expect(begun.length + refused.length).toBe(300);
  expect(begun.length).toBeGreaterThanOrEqual(60);
  // Adding one and signing in by one, by GET and by HEAD, count together: each alone would have let 60 pass.
  expect(refused.length).toBeGreaterThan(190);
  expect(refused.find(({ body }) => body !== null)?.body).toMatchObject({
    detail: 'Too many attempts with a passkey: wait a minute and try again.',
  });
  expect(begunIn(server)).toBe(begun.length);
  expect((await begin(1, there)).status).toBe(200);
});

test('a passkey’s address answers by its own method alone, as any other, and does nothing by another', async ({
  team,
  server,
}) => {
  const { api } = await team.createMember();
  const doors: [path: string, isRead: boolean][] = [
    ['generate-register-options', true],
    ['generate-authenticate-options', true],
    ['list-user-passkeys', true],
    ['verify-registration', false],
    ['verify-authentication', false],
    ['delete-passkey', false],
  ];
  for (const [path, isRead] of doors) {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (isRead ? method === 'GET' || method === 'HEAD' : method === 'POST') continue;
      const answer = await api.call(method, `/api/auth/passkey/${path}`);
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.get('allow')).toBe(isRead ? 'GET, HEAD' : 'POST');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect(begunIn(server)).toBe(0);
  // Of the library's own, what is not let through is told apart from nothing at all by no method.
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const [closed, absent] = [
      await api.call(method, '/api/auth/passkey/update-passkey'),
      await api.call(method, '/api/auth/passkey/was-never-there'),
    ];
    expect([closed.status, closed.body], method).toEqual([404, absent.body]);
  }
});

test('a passkey is added within a day of signing in; later one sentence says to sign in again', async ({
  team,
  server,
}) => {
  const person = await team.createMember();
  const age = (millis: number) =>
    withDatabase(databaseOf(server.dataDir), (db) =>
      db.prepare('update sessions set created_at = ? where user_id = ?').run(Date.now() - millis, person.id),
    );
  const { api } = person;
  const begin = (of = api) => of.get('/api/auth/passkey/generate-register-options');
  age(dayMillis - 60_000);
  expect((await begin()).status).toBe(200);
  age(dayMillis);
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
