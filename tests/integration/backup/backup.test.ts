import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyJournal } from '@/db/sqlite/audit/verify-journal';
import { copyDatabase } from '@/db/sqlite/backup/copy-file';
import { databaseOf, titlesIn, withDatabase } from '../../support/database';
import { expect, test } from './backup-test';

test('a backup made during writes is consistent and contains everything acknowledged before it', async ({
  server,
  log,
  folder,
  command,
}) => {
  const acknowledged: string[] = [];
  let isOver = false;
  const write = async (writer: number) => {
    for (let n = 1; !isOver; n += 1) {
      const { title } = await log(`Letter ${n} of ${writer}`);
      acknowledged.push(title);
    }
  };
  const writers = [1, 2, 3, 4].map(write);
  await expect.poll(() => acknowledged.length).toBeGreaterThan(20);
  const before = [...acknowledged];
  const file = join(folder, 'saved.db');
  const { code, output } = await command('backup', server.dataDir, file).ended;
  const during = acknowledged.length - before.length;
  isOver = true;
  await Promise.all(writers);

  expect(output).toMatch(/^Saved \d+ events and \d+ changes \(\d+\.\d MB\) to .*saved\.db\n$/);
  expect(code).toBe(0);
  expect(during, 'Others wrote meanwhile').toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual(['saved.db']);
  const saved = titlesIn(file);
  expect(saved).toEqual(expect.arrayContaining(before));
  withDatabase(file, (connection) => {
    // One file that can be read from a read-only folder.
    expect(connection.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(verifyJournal(connection)).toBeNull();
    expect(connection.prepare('select count(*) from changes').pluck().get()).toBe(saved.length);
    const found = `select count(*) from events_fts where events_fts match 'letter'`;
    expect(connection.prepare(found).pluck().get()).toBe(saved.length);
  });
});

test('a copy ends despite a write at each of its steps, and contains none of them', async ({
  server,
  folder,
}) => {
  await server.stop();
  const from = databaseOf(server.dataDir);
  const to = join(folder, 'copy.db');
  let steps = 0;
  await copyDatabase(from, to, () => {
    steps += 1;
    if (steps > 100) throw new Error('The copy restarts forever');
    withDatabase(from, (other) => other.prepare('insert into meta values (?, ?)').run(`step ${steps}`, ''));
  });
  expect(steps).toBeGreaterThan(2);
  const written = `select count(*) from meta where key like 'step %'`;
  expect(withDatabase(from, (one) => one.prepare(written).pluck().get())).toBe(steps);
  expect(withDatabase(to, (one) => one.prepare(written).pluck().get())).toBe(0);
});

test('an existing file is replaced only with --force', async ({ server, log, folder, command }) => {
  await log('Letter');
  const file = join(folder, 'saved.db');
  await writeFile(file, 'Something else');
  const refused = await command('backup', server.dataDir, file).ended;
  expect(refused).toEqual({
    code: 1,
    output: `\nThe file ${file} already exists: name another, or replace it with --force.\n`,
  });
  expect(await readFile(file, 'utf8')).toBe('Something else');
  expect((await command('backup', server.dataDir, file, '--force').ended).code).toBe(0);
  expect(titlesIn(file)).toEqual(['Letter']);
  expect(await readdir(folder)).toEqual(['saved.db']);
});

const badArguments: [name: string, args: (dataDir: string, folder: string) => string[], sentence: RegExp][] =
  [
    ['no file', () => [], /^\nGive exactly one file: npm run backup -- FILE.*\.\n$/],
    ['two files', () => ['a', 'b'], /^\nGive exactly one file: /],
    ['an unknown option', () => ['a', '--fast'], /^\nGive exactly one file: /],
    ['a folder', (_, folder) => [folder, '--force'], /^\n.* is not a file: name a file for the backup\.\n$/],
    [
      'a missing folder',
      (_, folder) => [join(folder, 'no', 'file')],
      /^\nThe file .* cannot be written: check that .*\.\n$/,
    ],
    [
      'the database itself',
      (dataDir) => [databaseOf(dataDir), '--force'],
      /^\n.* is the database itself: name another file\.\n$/,
    ],
  ];
for (const [name, args, sentence] of badArguments) {
  test(`a backup to ${name} is refused with one sentence`, async ({ server, folder, command }) => {
    const { code, output } = await command('backup', server.dataDir, ...args(server.dataDir, folder)).ended;
    expect(output).toMatch(sentence);
    expect(code).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
}

test('a backup of a folder without a database is refused with one sentence', async ({ folder, command }) => {
  const { code, output } = await command('backup', folder, join(folder, 'saved.db')).ended;
  expect({ code, output }).toEqual({
    code: 1,
    output: `\nThere is no database at ${databaseOf(folder)}: check DATA_DIR.\n`,
  });
});

const damages: [name: string, sql: string, sentence: RegExp][] = [
  [
    'a journal that was tampered with',
    `update changes set reason = 'x' where seq = 2`,
    /change 2 of its journal is changed/,
  ],
  ['a lost change', `delete from changes where seq = 1`, /change 1 of its journal is missing/],
  [
    'a broken reference',
    `pragma foreign_keys = off; insert into tags values (999, 'x')`,
    /a row of tags has a broken reference/,
  ],
  [
    'a text index that is malformed',
    `update events_fts_data set block = x'000000000102' where id > 100`,
    /events_fts/,
  ],
];
for (const [name, sql, sentence] of damages) {
  test(`a backup of a database with ${name} is refused with the reason`, async ({
    server,
    log,
    folder,
    command,
  }) => {
    for (const title of ['One', 'Two', 'Three']) await log(title);
    await server.stop();
    withDatabase(databaseOf(server.dataDir), (connection) => {
      connection.unsafeMode(true);
      connection.exec(sql);
    });
    const { code, output } = await command('backup', server.dataDir, join(folder, 'saved.db')).ended;
    expect(output).toMatch(/^\nThe file .* is damaged.*: nothing was saved; .*\.\n$/);
    expect(output).toMatch(sentence);
    expect(code).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
}

test('Ctrl-C cancels a backup and leaves nothing behind', async ({ server, folder, command }) => {
  await server.stop();
  // Large enough that the backup cannot end before the signal arrives.
  withDatabase(databaseOf(server.dataDir), (connection) =>
    connection.exec(`insert into meta values ('ballast', hex(zeroblob(150000000)))`),
  );
  const file = join(folder, 'saved.db');
  const running = command('backup', server.dataDir, file);
  await expect.poll(() => readdir(folder)).not.toEqual([]);
  running.kill('SIGINT');
  expect(await running.ended).toEqual({ code: 130, output: 'Cancelled: nothing was changed.\n' });
  expect(await readdir(folder)).toEqual([]);
});
