import { expect, processTest, test } from '../../fixtures';
import type { Api } from '../../support/api';
import { databaseOf, withDatabase } from '../../support/database';
import { adminEnv, cookiesOf, firstAdmin } from '../../support/people';
import type { TestServer } from '../../support/server';
import { fetchUpgrade } from '../live/upgrade';
import { openViewer } from '../live/viewer';

test.use({
  seed: 'none',
  env: {
    ...adminEnv,
    TRUST_PROXY: '127.0.0.1,::1',
    PUBLIC_URL: '',
    // So slow that a burst is exceeded however busy the machine is.
    REQUESTS_PER_SECOND: '1',
    REQUEST_BURST: '2000',
  },
});

type Refused = { kind: string; count: number; addresses: Record<string, number>; others: number };

/** The entries of this kind in the journal of a stopped server. */
function entriesOf({ dataDir }: TestServer, what: string): { by: string; body: string }[] {
  return withDatabase(databaseOf(dataDir), (connection) =>
    connection
      .prepare<[string], { by: string; body: string }>(
        `select "by", body from changes where type = 'account' and reason = ? order by seq`,
      )
      .all(what),
  );
}

function refusedIn(server: TestServer): Refused[] {
  return entriesOf(server, 'refused').map(({ body }): Refused => JSON.parse(body));
}

/** Calls the API `count` times, a hundred at a time, and counts the responses by status. */
async function flood(count: number, call: (n: number) => Promise<{ status: number }>) {
  const statuses = new Map<number, number>();
  for (let sent = 0; sent < count; sent += 100) {
    const part = await Promise.all(Array.from({ length: 100 }, (_, n) => call(sent + n)));
    for (const { status } of part) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  return statuses;
}

function sumOf(entries: Refused[], kind: string): number {
  return entries.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
}

function requestSignIn(api: Api, password: string, address: string) {
  const body = { email: firstAdmin.email, password };
  return api.call('POST', '/api/auth/sign-in/email', { body, headers: { 'x-forwarded-for': address } });
}

processTest(
  'thousands of refused requests leave a few journal entries, which count every one',
  async ({ server, api }) => {
    const strangers = await flood(3000, (n) =>
      api.get('/api/events', { 'x-forwarded-for': `10.0.${n % 250}.1` }),
    );
    expect([...strangers]).toEqual([[401, 3000]]);
    const foreign = await flood(1000, () =>
      api.post('/api/events', {}, { origin: 'https://evil.example', 'x-forwarded-for': '10.1.0.1' }),
    );
    expect([...foreign]).toEqual([[403, 1000]]);
    const insistent = await flood(4000, () => api.get('/api/healthz', { 'x-forwarded-for': '10.2.0.1' }));
    expect(insistent.get(429) ?? 0).toBeGreaterThan(100);
    for (let n = 0; n < 3; n += 1)
      expect((await requestSignIn(api, 'a wrong password', '10.3.0.1')).status).toBe(401);
    const link = { token: 'link_nobody_has_this_one_in_their_hands_ever_0123456' };
    const guessed = await api.call('POST', '/api/auth/link', {
      body: link,
      headers: { 'x-forwarded-for': '10.3.0.2' },
    });
    expect(guessed.status).toBe(404);

    expect(await server.stop()).toEqual({ code: 0, signal: null });
    const entries = refusedIn(server);
    // One for each kind; more only if a minute ended meanwhile.
    expect(entries.length).toBeLessThan(16);
    expect(sumOf(entries, 'unauthenticated')).toBe(3000);
    expect(sumOf(entries, 'forbidden')).toBe(1000);
    expect(sumOf(entries, 'too-many')).toBe(insistent.get(429));
    expect(sumOf(entries, 'sign-in')).toBe(4);
    for (const { count, addresses, others } of entries) {
      expect(Object.keys(addresses).length).toBeLessThanOrEqual(20);
      expect(Object.values(addresses).reduce((sum, one) => sum + one, others)).toBe(count);
    }
    expect(entries.some(({ others }) => others > 0)).toBe(true);
    const known = entries
      .filter(({ kind }) => kind === 'forbidden')
      .flatMap(({ addresses }) => Object.keys(addresses));
    expect(new Set(known)).toEqual(new Set(['10.1.0.1']));
  },
);

test('refused live sockets are counted, whichever part of the server refuses them', async ({ server }) => {
  expect((await fetchUpgrade(server.url, 'https://evil.example')).status).toBe(403);
  const stranger = openViewer(server.url);
  await stranger.refused();
  stranger.close();
  await server.stop();
  expect(sumOf(refusedIn(server), 'handshake')).toBe(2);
});

test('reading the audit adds one entry per session, and a refused attempt adds none', async ({
  server,
  api,
}) => {
  const cookie = cookiesOf(await requestSignIn(api, firstAdmin.password, '10.4.0.1'));
  expect((await api.get('/api/audit')).status).toBe(401);
  for (let n = 0; n < 3; n += 1) expect((await api.get('/api/audit', { cookie })).status).toBe(200);
  const shown = await api.get('/api/audit', { cookie });
  expect(JSON.stringify(shown.body)).toContain('"what":"read-audit"');
  await server.stop();
  const entries = entriesOf(server, 'read-audit');
  expect(entries).toEqual([{ by: expect.any(String), body: '{"type":"account"}' }]);
});
