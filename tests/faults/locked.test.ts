import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { threatDraft } from '../integration/api/support/drafts';
import { expectProblem } from '../integration/api/support/expectations';
import { expect } from '../integration/live/live-test';
import { databaseOf, titlesIn } from '../support/database';
import { expectSound } from './database';
import { test } from './folders';
import { expectRefusal } from './refusal';

test.use({ seed: 'none' });

/** Opens a write transaction like another program. */
function lockDatabase(dataDir: string, mode: 'wal' | 'exclusive' = 'wal') {
  const connection = new Database(databaseOf(dataDir));
  if (mode === 'exclusive') connection.pragma('locking_mode = EXCLUSIVE');
  connection.exec('begin immediate');
  return {
    release() {
      connection.exec('commit');
      connection.close();
    },
  };
}

test('a write waits for another program’s lock, and reads do not', async ({ server, api, watch }) => {
  const viewer = await watch();
  const lock = lockDatabase(server.dataDir);
  let isAnswered = false;
  const write = api.post('/api/events', threatDraft({ title: 'Waits' })).finally(() => {
    isAnswered = true;
  });
  // Together, because the write gives up after five seconds.
  const reads = await Promise.all(['/api/events', '/api/board', '/api/readyz'].map((path) => api.get(path)));
  expect(reads.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(isAnswered).toBe(false);
  lock.release();
  expect((await write).status).toBe(201);
  await viewer.until(({ titles }) => titles().includes('Waits'));
});

test('writes that time out on a lock are refused together, and are stored once when repeated', async ({
  server,
  api,
  watch,
}) => {
  const viewer = await watch();
  const lock = lockDatabase(server.dataDir);
  const letters = Array.from({ length: 30 }, (_, index) => ({
    draft: threatDraft({ title: `Letter ${index}` }),
    headers: { 'idempotency-key': randomUUID() },
  }));
  const send = () => letters.map(({ draft, headers }) => api.post('/api/events', draft, headers));
  // If they waited one after another, the timeout of the test would end it.
  const answers = send();
  await Promise.race(answers);
  for (const path of ['/api/events', '/api/board', '/']) expect((await api.get(path)).status, path).toBe(200);
  for (const answer of await Promise.all(answers)) {
    expect(expectProblem(answer, 503).detail).toMatch(/^Nothing was saved, .* another program .*\.$/);
  }
  lock.release();
  const again = await Promise.all(send());
  expect(again.map(({ status }) => status)).toEqual(letters.map(() => 201));
  await viewer.until(({ titles }) => titles().length === letters.length);
  await server.kill();
  expect(titlesIn(databaseOf(server.dataDir)).sort()).toEqual(letters.map(({ draft }) => draft.title).sort());
  expectSound(server.dataDir);
});

test('a start fails with one sentence while another program locks the database', async ({
  makeFolder,
  failToStart,
}) => {
  const refusals = (['wal', 'exclusive'] as const).map(async (mode) => {
    const dataDir = await makeFolder('none');
    const lock = lockDatabase(dataDir, mode);
    const refused = await failToStart({ dataDir });
    lock.release();
    return refused;
  });
  for (const refused of await Promise.all(refusals)) {
    expectRefusal(refused, /^The database .* is locked by another program: stop that program first\.$/);
  }
});
