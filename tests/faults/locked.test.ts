import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { threatDraft } from '../integration/api/support/drafts';
import { expectProblem } from '../integration/api/support/expectations';
import { expect } from '../integration/live/live-test';
import { expectSound, fileOf, titlesIn } from './database';
import { test } from './folders';
import { expectRefusal } from './refusal';

test.use({ seed: 'none' });

/** Another program in the middle of a transaction that writes. */
function holdDatabase(dataDir: string, mode: 'wal' | 'exclusive' = 'wal') {
  const connection = new Database(fileOf(dataDir));
  if (mode === 'exclusive') connection.pragma('locking_mode = EXCLUSIVE');
  connection.exec('begin immediate');
  return {
    release() {
      connection.exec('commit');
      connection.close();
    },
  };
}

test('a write waits for another program, and nobody who reads waits with it', async ({
  server,
  api,
  watch,
}) => {
  const viewer = await watch();
  const held = holdDatabase(server.dataDir);
  let isAnswered = false;
  const write = api.post('/api/events', threatDraft({ title: 'Waits' })).finally(() => {
    isAnswered = true;
  });
  for (const path of ['/api/events', '/api/board', '/api/readyz'])
    expect((await api.get(path)).status, path).toBe(200);
  expect(isAnswered).toBe(false);
  held.release();
  expect((await write).status).toBe(201);
  await viewer.until(({ titles }) => titles().includes('Waits'));
});

test('writes that wait in vain are told so, all at about one time, and sent again they are kept once', async ({
  server,
  api,
  watch,
}) => {
  const viewer = await watch();
  const held = holdDatabase(server.dataDir);
  const letters = Array.from({ length: 30 }, (_, index) => ({
    draft: threatDraft({ title: `Letter ${index}` }),
    headers: { 'idempotency-key': randomUUID() },
  }));
  const send = () => letters.map(({ draft, headers }) => api.post('/api/events', draft, headers));
  // Each in its turn would wait thirty times as long, and the runner's own limit ends the test.
  const answers = send();
  await Promise.race(answers);
  for (const path of ['/api/events', '/api/board', '/']) expect((await api.get(path)).status, path).toBe(200);
  for (const answer of await Promise.all(answers)) {
    expect(expectProblem(answer, 503).detail).toMatch(/^Nothing was saved, .* another program .*\.$/);
  }
  held.release();
  const again = await Promise.all(send());
  expect(again.map(({ status }) => status)).toEqual(letters.map(() => 201));
  await viewer.until(({ titles }) => titles().length === letters.length);
  await server.kill();
  expect(titlesIn(server.dataDir).sort()).toEqual(letters.map(({ draft }) => draft.title).sort());
  expectSound(server.dataDir);
});

test('a start beside a program that holds the database ends with one sentence, whatever its lock', async ({
  makeFolder,
  failToStart,
}) => {
  const refusals = (['wal', 'exclusive'] as const).map(async (mode) => {
    const dataDir = await makeFolder('none');
    const held = holdDatabase(dataDir, mode);
    const refused = await failToStart({ dataDir });
    held.release();
    return refused;
  });
  for (const refused of await Promise.all(refusals)) {
    expectRefusal(refused, /^The database .* is locked by another program: stop that program first\.$/);
  }
});
