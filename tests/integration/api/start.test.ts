import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, processTest as test } from '../../fixtures';
import { createApi } from '../../support/api';
import { cookiesOf, requestSignIn } from '../../support/people';

// Without an address no server is started for tests that need none.
test.use({ baseURL: undefined });

/** Expects one sentence without a stack trace. */
function expectSentence(output: string, sentence: RegExp): void {
  const lines = output.split('\n').filter((line) => line !== '');
  expect(lines).toEqual([expect.stringMatching(sentence)]);
}

const badSettings: [string, Record<string, string>, RegExp][] = [
  [
    'a HOST beyond loopback without PUBLIC_URL',
    { HOST: '0.0.0.0' },
    /^The setting PUBLIC_URL must be given.*\.$/,
  ],
  [
    'a DATABASE_URL',
    { DATABASE_URL: 'postgres://user:secret@db/chancery' },
    /^The setting DATABASE_URL must be empty.*\.$/,
  ],
  ['a PORT that is not a number', { PORT: 'http' }, /^The setting PORT must be a whole number.*\.$/],
  ['an unknown SEED', { SEED: 'demo' }, /^The setting SEED must be example, register or none\.$/],
];
for (const [name, env, sentence] of badSettings) {
  test(`${name} prevents the start with one sentence that names the setting`, async ({ failToStart }) => {
    const { code, output } = await failToStart({ env });
    expect(code).toBe(1);
    expectSentence(output, sentence);
    expect(output).not.toContain('secret');
  });
}

test('a port in use prevents a second start, and the running server is not affected', async ({
  server,
  failToStart,
}) => {
  const { code, output } = await failToStart({
    env: { PORT: String(server.port), DATA_DIR: server.dataDir },
  });
  expect(code).toBe(1);
  expectSentence(output, /^Port \d+ on 127\.0\.0\.1 is in use: .* PORT .*\.$/);
  expect((await fetch(`${server.url}/api/readyz`)).status).toBe(200);
});

test('an unwritable data folder prevents the start', async ({ failToStart }) => {
  const folder = await mkdtemp(join(tmpdir(), 'chancery-'));
  const file = join(folder, 'file');
  await writeFile(file, '');
  const { code, output } = await failToStart({ env: { DATA_DIR: join(file, 'data') } });
  expect(code).toBe(1);
  expectSentence(output, /^[A-Z].*\.$/);
  expect(output).toContain(file);
  await rm(folder, { recursive: true });
});

test('a file that is not a database prevents the start with one sentence', async ({ failToStart }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chancery-'));
  await writeFile(join(dataDir, 'chancery.db'), 'This is no database.'.repeat(1000));
  const { code, output } = await failToStart({ dataDir });
  expect(code).toBe(1);
  expectSentence(output, /^[A-Z].*\.$/);
  await rm(dataDir, { recursive: true });
});

test('with account settings only the administrator they name can sign in', async ({ startProcess }) => {
  const server = await startProcess({
    seed: 'none',
    env: { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse', DATABASE_URL: '' },
  });
  const api = createApi(server.url);
  expect((await api.get('/api/readyz')).status).toBe(200);
  expect((await api.get('/api/board')).status).toBe(401);
  const given = { email: 'admin@example.org', password: 'correct horse' };
  const cookie = cookiesOf(await requestSignIn(server.url, given));
  expect((await api.get('/api/board', { cookie })).status).toBe(200);
  expect((await api.get('/api/me', { cookie })).body).toMatchObject({ role: 'admin', clearance: 'red' });
  expect(server.log()).not.toContain('correct horse');
  expect(server.log()).not.toContain('/join#');
});

test('a graceful stop closes every connection and exits with 0', async ({ startProcess }) => {
  const server = await startProcess({ seed: 'none' });
  const response = await fetch(`${server.url}/api/board`);
  expect(await response.json()).toMatchObject({ threatened: [] });
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
