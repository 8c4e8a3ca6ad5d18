import { cp, open, rename, stat, truncate, writeFile } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { localPrincipal } from '@/db/model/access/principal';
import { threatDraft } from '../integration/api/support/drafts';
import { expectProblem } from '../integration/api/support/expectations';
import { expect } from '../integration/live/live-test';
import { eventsOf } from '../integration/store/records';
import { openAt } from '../integration/store/sqlite';
import { createApi } from '../support/api';
import { databaseOf, titlesIn } from '../support/database';
import { expectSound, rowsOf } from './database';
import { digestOf, test } from './folders';
import { expectRefusal } from './refusal';

test.use({ seed: 'none' });

const pageBytes = 4096;

/** Meaningless bytes that are the same in each run. */
function garbage(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 167 + (index >> 3) * 89 + 41) % 251));
}

async function overwrite(file: string, position: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(garbage(length), 0, length, position);
  await handle.close();
}

const unsound = /^The file .* is damaged or not a database: restore it from a backup\.$/;
const foreign = /^The file .* belongs to another program: move it away, or choose another DATA_DIR\.$/;

function makeForeign(file: string, sql: string): void {
  const connection = new Database(file);
  connection.exec(sql);
  connection.close();
}

const files: [string, RegExp, (file: string) => Promise<void> | void][] = [
  ['with a garbage header', unsound, (file) => overwrite(file, 0, 100)],
  ['with a garbage schema table', unsound, (file) => overwrite(file, 100, pageBytes - 100)],
  ['truncated to half', unsound, async (file) => truncate(file, (await stat(file)).size / 2)],
  ['truncated within the first page', unsound, (file) => truncate(file, 50)],
  ['of garbage throughout', unsound, (file) => writeFile(file, garbage(100_000))],
];
for (const [name, sentence, damage] of files) {
  test(`a database ${name} prevents the start and is not changed`, async ({ makeFolder, failToStart }) => {
    const dataDir = await makeFolder('none');
    await damage(databaseOf(dataDir));
    const before = await digestOf(dataDir);
    expectRefusal(await failToStart({ dataDir }), sentence);
    expect(await digestOf(dataDir)).toBe(before);
  });
}

const others: [string, string][] = [
  [
    'with an application id',
    'pragma application_id = 1234; create table migrations (hash text); create table meta (key, value)',
  ],
  ['without an application id', 'create table notes (text); insert into notes values (1)'],
  [
    'with its own migrations',
    'create table migrations (id integer primary key, migration text, batch integer)',
  ],
];
for (const [name, sql] of others) {
  test(`a database of another program ${name} is refused and not changed`, async ({
    makeFolder,
    failToStart,
  }) => {
    const dataDir = await makeFolder();
    makeForeign(databaseOf(dataDir), sql);
    const before = await digestOf(dataDir);
    expectRefusal(await failToStart({ dataDir }), foreign);
    expect(await digestOf(dataDir)).toBe(before);
  });
}

test('an empty file becomes a new database, unless a write-ahead log beside it may hold records', async ({
  makeFolder,
  server,
  log,
  failToStart,
}) => {
  const fresh = await makeFolder();
  await writeFile(databaseOf(fresh), '');
  const store = await openAt(fresh);
  await store.close();
  expectSound(fresh);

  await log('In the log');
  await server.kill();
  const walFile = `${databaseOf(server.dataDir)}-wal`;
  const { size } = await stat(walFile);
  await rename(databaseOf(server.dataDir), `${databaseOf(server.dataDir)}.away`);
  const emptied =
    /^The file .* is empty or missing, but its log .* is not: restore it from a backup, or .*\.$/;
  expectRefusal(await failToStart({ dataDir: server.dataDir }), emptied);
  await writeFile(databaseOf(server.dataDir), '');
  expectRefusal(await failToStart({ dataDir: server.dataDir }), emptied);
  expect((await stat(walFile)).size).toBe(size);
  await rename(`${databaseOf(server.dataDir)}.away`, databaseOf(server.dataDir));
  await server.restart();
  await server.kill();
  expect(titlesIn(databaseOf(server.dataDir))).toEqual(['In the log']);
});

test('a damaged page fails only the requests that read it', async ({ server, api, watch, log }) => {
  await log('Before');
  await server.stop();
  const damaged =
    "select rootpage page from sqlite_schema where name in ('events_by_activity', 'missions_by_rank')";
  const pages = rowsOf<{ page: number }>(server.dataDir, damaged);
  expect(pages).toHaveLength(2);
  for (const { page } of pages)
    await overwrite(databaseOf(server.dataDir), (page - 1) * pageBytes, pageBytes);
  await server.restart();
  const viewer = await watch();

  const write = expectProblem(await api.post('/api/events', threatDraft({ title: 'Lost?' })), 500);
  const read = expectProblem(await api.get('/api/missions'), 500);
  for (const { requestId } of [write, read]) {
    await expect.poll(() => server.log()).toContain(requestId);
  }
  expect(server.log()).toContain('malformed');
  const actor = await api.post('/api/actors', {
    name: 'The northern column',
    aliases: [],
    type: 'armed-group',
  });
  expect(actor.status).toBe(201);
  await viewer.until(({ items }) => items().length > 0);
  expect((await api.get('/api/events')).body).toMatchObject({ items: [{ title: 'Before' }] });
  expect((await api.get('/api/actors?q=northern')).body).toMatchObject({ items: [{ version: 1 }] });
  await server.kill();
  expect(titlesIn(databaseOf(server.dataDir))).toEqual(['Before']);
});

test('a damaged write-ahead log gives the records up to its last intact one', async ({
  server,
  log,
  makeFolder,
}) => {
  const checkpointed = Array.from({ length: 3 }, (_, index) => `In the database ${index}`);
  const logged = Array.from({ length: 8 }, (_, index) => `In the log ${index}`);
  for (const title of checkpointed) await log(title);
  await server.restart();
  for (const title of logged) await log(title);
  await server.kill();
  const { size } = await stat(`${databaseOf(server.dataDir)}-wal`);

  const damages: [string, (file: string) => Promise<void>][] = [
    ...[0, 20, 0.3, 0.7, 0.99].map((at): (typeof damages)[number] => [
      `truncated at ${at}`,
      (file) => truncate(file, Math.floor(at > 1 ? at : size * at)),
    ]),
    ...[0, 0.3, 0.7, 0.99].map((at): (typeof damages)[number] => [
      `garbage from ${at} on`,
      (file) => overwrite(file, Math.floor(size * at), size - Math.floor(size * at)),
    ]),
  ];
  const counts: number[] = [];
  for (const [name, damage] of damages) {
    const dataDir = await makeFolder();
    await cp(server.dataDir, dataDir, { recursive: true });
    await damage(`${databaseOf(dataDir)}-wal`);
    const store = await openAt(dataDir);
    const filter = {};
    const page = await store.listEvents(localPrincipal, { filter, sort: 'latest', limit: 50, after: null });
    const titles = eventsOf(page)
      .map(({ title }) => title)
      .reverse();
    await store.close();
    expect(titles, name).toEqual(
      [...checkpointed, ...logged].slice(0, Math.max(checkpointed.length, titles.length)),
    );
    expectSound(dataDir);
    counts.push(titles.length - checkpointed.length);
  }
  expect(counts[0]).toBe(0);
  expect(counts[3]).toBeGreaterThan(0);
  // With the intact log nothing that was acknowledged is missing.
  await server.restart();
  const { body } = await createApi(server.url).get('/api/events?limit=50');
  expect(body).toMatchObject({ items: { length: checkpointed.length + logged.length } });
});
