import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseOf, titlesIn, withDatabase } from '../../support/database';
import { cursorIn } from '../live/live-test';
import { openViewer } from '../live/viewer';
import { expect, processTest, test } from './backup-test';

test('a restore brings back the backup, keeps the replaced database and resets every viewer', async ({
  server,
  api,
  watch,
  log,
  folder,
  command,
}) => {
  const file = join(folder, 'saved.db');
  await log('Saved');
  expect((await command('backup', server.dataDir, file).ended).code).toBe(0);
  const after = await log('Logged after it');
  const { cursor } = await (await watch()).ready();
  await server.stop();

  const { code, output } = await command('restore', server.dataDir, file).ended;
  const kept =
    /^Restored 1 events and 1 changes \(.* MB\) from .*; the previous database is kept at (.*)\n$/.exec(
      output,
    );
  expect(code, output).toBe(0);
  expect(kept?.[1]).toMatch(/chancery\.db\.before-restore-\d{8}T\d{9}Z$/);
  expect(titlesIn(kept?.[1] ?? '')).toEqual(['Saved', 'Logged after it']);

  await server.restart();
  const old = openViewer(server.url, { cursor });
  expect(await old.wasReset()).toEqual({ reason: 'epoch' });
  await old.gone();
  expect((await api.get(`/api/feed?after=${cursor}`)).body).toMatchObject({ reason: 'epoch' });
  expect((await api.get(`/api/events/${after.id}`)).status).toBe(404);
  const viewer = await watch({ cursor: cursorIn(await api.get('/api/board')) });
  await log('Logged since');
  await viewer.until(({ titles }) => titles().length === 1);
  expect(viewer.titles()).toEqual(['Logged since']);
});

test('a second restore of the same file resets every viewer again', async ({
  server,
  folder,
  watch,
  command,
}) => {
  const file = join(folder, 'saved.db');
  await command('backup', server.dataDir, file).ended;
  const epochs = new Set([(await (await watch()).ready()).epoch]);
  for (const _ of [1, 2]) {
    await server.stop();
    expect((await command('restore', server.dataDir, file).ended).code).toBe(0);
    await server.restart();
    epochs.add((await (await watch()).ready()).epoch);
  }
  expect(epochs.size).toBe(3);
});

test('a restore is refused while the server runs, and nothing changes', async ({
  server,
  log,
  watch,
  folder,
  command,
}) => {
  const file = join(folder, 'saved.db');
  await command('backup', server.dataDir, file).ended;
  const viewer = await watch();
  await log('Letter');
  const { code, output } = await command('restore', server.dataDir, file).ended;
  expect({ code, output }).toEqual({
    code: 1,
    output: `\nThe database ${databaseOf(server.dataDir)} is in use: stop Chancery first.\n`,
  });
  expect((await readdir(server.dataDir)).sort()).toEqual([
    'chancery.db',
    'chancery.db-shm',
    'chancery.db-wal',
  ]);
  await log('Another');
  await viewer.until(({ titles }) => titles().length === 2);
});

test('a restore is refused while the database is open for reading', async ({ server, folder, command }) => {
  const file = join(folder, 'saved.db');
  await command('backup', server.dataDir, file).ended;
  await server.stop();
  const reader = new Database(databaseOf(server.dataDir), { readonly: true });
  reader.prepare('select count(*) from events').get();
  const refused = await command('restore', server.dataDir, file).ended;
  reader.close();
  expect(refused.output).toMatch(/ is in use: stop Chancery first\.\n$/);
  expect(refused.code).toBe(1);
  expect((await command('restore', server.dataDir, file).ended).code).toBe(0);
});

const badFiles: [name: string, damage: (file: string) => Promise<unknown> | unknown, sentence: RegExp][] = [
  ['that does not exist', () => {}, /does not exist: nothing was changed; choose another file/],
  [
    'that is not a database',
    (file) => writeFile(file, 'No database. '.repeat(1000)),
    /is damaged or not a database: nothing/,
  ],
  ['that is empty', (file) => writeFile(file, ''), /is not a database of Chancery: nothing/],
  [
    'of another program',
    (file) => withDatabase(file, (one) => one.exec('create table notes (text)')),
    /is not a database of Chancery: nothing/,
  ],
];
const damagedBackups: typeof badFiles = [
  [
    'of a newer version',
    (file) => withDatabase(file, (one) => one.exec(`insert into migrations values (99, 'of the future', 0)`)),
    /was written by another or a newer version of Chancery: nothing was changed; /,
  ],
  [
    'whose journal was tampered with',
    (file) => withDatabase(file, (one) => one.exec(`update changes set at = 0 where seq = 1`)),
    /change 1 of its journal is changed/,
  ],
  ['that was truncated', (file) => truncate(file, 4096 * 100), /nothing was changed; choose another file/],
];
for (const [name, damage, sentence] of [...badFiles, ...damagedBackups]) {
  test(`a file ${name} is not restored, and nothing changes`, async ({ server, log, folder, command }) => {
    await log('Letter');
    const file = join(folder, 'saved.db');
    if (damagedBackups.some(([one]) => one === name)) await command('backup', server.dataDir, file).ended;
    await damage(file);
    await server.stop();
    const names = await readdir(server.dataDir);
    const before = await readFile(databaseOf(server.dataDir));
    const { code, output } = await command('restore', server.dataDir, file).ended;
    expect(output).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(names).toEqual(expect.arrayContaining(await readdir(server.dataDir)));
    expect((await readFile(databaseOf(server.dataDir))).equals(before)).toBe(true);
  });
}

processTest(
  'a restore replaces a damaged database and keeps it with its write-ahead log',
  async ({ server, log, folder, command }) => {
    const file = join(folder, 'saved.db');
    await log('Letter');
    await command('backup', server.dataDir, file).ended;
    await server.kill();
    await writeFile(databaseOf(server.dataDir), 'No database any more. '.repeat(1000));
    const { code, output } = await command('restore', server.dataDir, file).ended;
    expect(code, output).toBe(0);
    expect((await readdir(server.dataDir)).sort()).toEqual([
      'chancery.db',
      expect.stringMatching(/^chancery\.db\.before-restore-\w+$/),
      expect.stringMatching(/^chancery\.db\.before-restore-\w+-wal$/),
    ]);
    await server.restart();
    expect(server.log()).not.toContain('error');
    await server.stop();
    expect(titlesIn(databaseOf(server.dataDir))).toEqual(['Letter']);
  },
);

processTest(
  'a backup restored into a new folder is complete',
  async ({ server, log, folder, command, startProcess }) => {
    const file = join(folder, 'saved.db');
    await log('Letter');
    await command('backup', server.dataDir, file).ended;
    const dataDir = join(folder, 'new');
    const { code, output } = await command('restore', dataDir, file).ended;
    expect(output).toMatch(/^Restored 1 events and 1 changes \(.*\) from .*saved\.db\n$/);
    expect(code).toBe(0);
    const other = await startProcess({ seed: 'none', dataDir });
    await log('Letter to the other', {}, other.url);
    await other.kill();
    expect(titlesIn(databaseOf(dataDir))).toEqual(['Letter', 'Letter to the other']);
  },
);

processTest(
  'a restore keeps events that a killed server had only in its write-ahead log',
  async ({ server, log, folder, command }) => {
    const file = join(folder, 'saved.db');
    await command('backup', server.dataDir, file).ended;
    await log('In the log only');
    await server.kill();
    const { output } = await command('restore', server.dataDir, file).ended;
    const kept = /kept at (.*)\n$/.exec(output)?.[1] ?? '';
    expect(titlesIn(kept)).toEqual(['In the log only']);
    expect(titlesIn(databaseOf(server.dataDir))).toEqual([]);
  },
);

processTest(
  'a restore cancelled at any moment leaves either database intact',
  async ({ server, log, folder, command }) => {
    const saved = join(folder, 'saved.db');
    await log('Saved');
    await command('backup', server.dataDir, saved).ended;
    await log('Logged after it');
    await server.stop();
    const present = join(folder, 'present.db');
    await copyFile(databaseOf(server.dataDir), present);
    for (const millis of [300, 500, 700, 900, 1200]) {
      await copyFile(present, databaseOf(server.dataDir));
      const running = command('restore', server.dataDir, saved);
      const timer = setTimeout(() => running.kill('SIGTERM'), millis);
      const { code } = await running.ended;
      clearTimeout(timer);
      const titles = titlesIn(databaseOf(server.dataDir));
      // The files are swapped in a single step; a cancellation may come before or after it.
      if (code === 0) expect(titles).toEqual(['Saved']);
      else expect([['Saved'], ['Saved', 'Logged after it']]).toContainEqual(titles);
    }
  },
);
