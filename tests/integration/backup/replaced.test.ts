import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { board } from '@/db/model/board';
import { createApi } from '../../support/api';
import { databaseOf, titlesIn, withDatabase } from '../../support/database';
import { threatDraft } from '../api/support/drafts';
import { cursorIn } from '../live/live-test';
import { openViewer } from '../live/viewer';
import { expect, processTest as test } from './backup-test';

const lost =
  /"level":60,.*The database .*chancery\.db was replaced, moved or deleted while Chancery was using it: .*\./;

test('viewers are reset when an old database file is put back while the server is stopped', async ({
  server,
  api,
  log,
  watch,
  folder,
}) => {
  await log('Before');
  await server.stop();
  await copyFile(databaseOf(server.dataDir), join(folder, 'copy.db'));
  await server.restart();
  await log('Lost');
  const cursor = cursorIn(await api.get('/api/board'));
  await server.stop();
  await copyFile(join(folder, 'copy.db'), databaseOf(server.dataDir));
  await server.restart();
  expect(await openViewer(server.url, { cursor }).wasReset()).toEqual({ reason: 'ahead' });
  await log('In its place');
  expect(await openViewer(server.url, { cursor }).wasReset()).toEqual({ reason: 'chain' });
  const viewer = await watch({ cursor: cursorIn(await api.get('/api/board')) });
  await log('Since');
  await viewer.until(({ titles }) => titles().includes('Since'));
});

const removals: [name: string, remove: (file: string, folder: string) => Promise<void>][] = [
  [
    'replaced by another',
    async (file, folder) => {
      await copyFile(file, join(folder, 'other.db'));
      await rename(join(folder, 'other.db'), file);
    },
  ],
  ['moved away', (file, folder) => rename(file, join(folder, 'moved.db'))],
  ['deleted', (file) => rm(file)],
];
for (const [name, remove] of removals) {
  test(`a server whose database is ${name} logs it and exits, even without writes`, async ({
    server,
    folder,
  }) => {
    await remove(databaseOf(server.dataDir), folder);
    expect(await server.ended()).toEqual({ code: 1, signal: null });
    expect(server.log()).toMatch(lost);
  });

  test(`nothing is acknowledged once the database is ${name}`, async ({ server, folder }) => {
    const { post } = createApi(server.url);
    const actor = (n: number) => ({ name: `Column ${n}`, aliases: [], type: 'armed-group' });
    expect((await post('/api/actors', actor(0))).status).toBe(201);
    await remove(databaseOf(server.dataDir), folder);
    const answers = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => post('/api/actors', actor(n))));
    const statuses = answers.map((one) => (one.status === 'fulfilled' ? one.value.status : 'no answer'));
    // The server may already have noticed and exited.
    for (const status of statuses) expect([503, 'no answer']).toContain(status);
    expect((await server.ended()).code).toBe(1);
  });
}

test('viewers are reset when a backup is written into the database of a running server', async ({
  server,
  log,
  watch,
  folder,
  api,
}) => {
  await log('Before');
  const copy = join(folder, 'copy.db');
  await writeInto(databaseOf(server.dataDir), copy);
  await log('Lost');
  const viewer = await watch();
  await writeInto(copy, databaseOf(server.dataDir));
  expect(await viewer.wasReset()).toEqual({ reason: 'ahead' });
  await viewer.gone();
  const reconnected = await watch({ cursor: cursorIn(await api.get('/api/board')) });
  await log('Since');
  await reconnected.until(({ titles }) => titles().length === 1);
  await server.stop();
  expect(titlesIn(databaseOf(server.dataDir))).toEqual(['Before', 'Since']);
});

test('counts of red events follow a backup written into the database of a running server', async ({
  server,
  folder,
  api,
}) => {
  const logRed = (severity: 'minor' | 'extreme') =>
    api.post('/api/events', threatDraft({ tlp: 'red', severity }));
  const redSeverities = async () => {
    const { facets } = board.parse((await api.get('/api/board')).body);
    return facets?.severity.map(({ value }) => value);
  };
  const copy = join(folder, 'copy.db');
  await writeInto(databaseOf(server.dataDir), copy);
  await logRed('minor');
  expect(await redSeverities()).toEqual(['minor']);
  await writeInto(copy, databaseOf(server.dataDir));
  expect(await redSeverities()).toEqual([]);
  await logRed('extreme');
  expect(await redSeverities()).toEqual(['extreme']);
});

test('viewers are reset when the journal of a running server is rewritten', async ({
  server,
  log,
  watch,
  api,
}) => {
  await log('Before');
  const viewer = await watch();
  withDatabase(databaseOf(server.dataDir), (one) =>
    one.exec(`update changes set chain = 'another' where seq = (select max(seq) from changes)`),
  );
  expect(await viewer.wasReset()).toEqual({ reason: 'chain' });
  const reconnected = await watch({ cursor: cursorIn(await api.get('/api/board')) });
  await log('Since');
  await reconnected.until(({ titles }) => titles().length === 1);
});

/** Copies with SQLite's backup API: page by page, with its locks. */
async function writeInto(from: string, to: string): Promise<void> {
  const connection = new Database(from, { readonly: true });
  await connection.backup(to);
  connection.close();
}
