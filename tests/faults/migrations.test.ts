import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect } from '@playwright/test';
import * as z from 'zod';
import { entryOf } from '@/db/event-index/entry';
import { isAppError } from '@/db/model/errors';
import { type NamedRecord, recordOf } from '@/db/rules/event/named-record';
import { verifyAudit } from '@/db/sqlite/audit/verify-audit';
import { openWriter } from '@/db/sqlite/client';
import { migrate } from '@/db/sqlite/migrate';
import { asSentence } from '@/server/error-sentences';
import { threatDraft } from '../integration/api/support/drafts';
import { headsIn } from '../integration/audit/audit-test';
import { createApi } from '../support/api';
import { databaseOf, titlesIn, withDatabase } from '../support/database';
import { expectSound, rowsOf } from './database';
import { digestOf, test } from './folders';
import { expectRefusal } from './refusal';
import {
  contentOf,
  createVersion,
  droppedTables,
  filledVersions,
  migrations,
  tablesOf,
  versions,
  withMigration,
  withRenamedColumns,
} from './versions';

const [oldest = ''] = versions;
const newest = versions.at(-1) ?? '';

/** The sentence with which the upgrade is refused. */
function refusalOf(dataDir: string, folder: string): string {
  try {
    migrateWith(dataDir, folder);
  } catch (error) {
    if (isAppError(error)) return asSentence(error);
    throw error;
  }
  throw new Error('The upgrade was not refused');
}

function migrateWith(dataDir: string, folder: string): void {
  const connection = openWriter(databaseOf(dataDir));
  try {
    migrate(connection, folder);
  } finally {
    connection.close();
  }
}

test('every version of the schema has a filled database', () => {
  expect(
    filledVersions,
    'Add tests/faults/fixtures/<migration>.sql: that of the version before, its rows as the migration leaves them, and rows for what is new',
  ).toEqual(versions);
});

/** A merge takes changes that the program has to write: the contract of merges and the audit hold its rows. */
const writtenByMerges = ['event_aliases'];

for (const version of versions) {
  test(`the filled database of ${version} has rows in every table`, async ({ makeFolder }) => {
    const dataDir = await makeFolder();
    createVersion(dataDir, version);
    const empty = tablesOf(dataDir).filter(
      (name) =>
        !writtenByMerges.includes(name) && rowsOf(dataDir, `select 1 from "${name}" limit 1`).length === 0,
    );
    expect(empty).toEqual([]);
    expectSound(dataDir);
  });

  test(`a start on a database of ${version} keeps every row, indexed word and hash, and agrees with its journal`, async ({
    makeFolder,
    startServer,
    startProcess,
  }) => {
    const dataDir = await makeFolder();
    createVersion(dataDir, version);
    const before = contentOf(dataDir);
    const identity =
      "select * from meta where key not in ('last start', 'names', 'index entries') order by key";
    const identityBefore = rowsOf(dataDir, identity);
    const server = await startServer({ dataDir, seed: 'none' });
    // Once an account exists, requests need one.
    const key = before.has('api_keys') ? { 'x-api-key': 'chancery_fixture-key' } : {};
    const api = createApi(server.url, key);
    const { body } = await api.get('/api/events/INC-2026-0001');
    expect(body).toMatchObject({ version: 2, title: 'Shots at the İstanbul convoy' });
    expect((await api.get('/api/events/INC-2026-0001/history')).body).toMatchObject({ items: { length: 2 } });
    await server.stop();

    const after = contentOf(dataDir);
    for (const [table, rows] of before) {
      // What an index entry holds differs between versions; it is checked below.
      if (droppedTables.includes(table) || table === 'index_entries') continue;
      // A later version may add columns and indexed words.
      if (table.endsWith('_fts')) expect(after.get(table), table).toEqual(expect.arrayContaining(rows));
      else {
        expect(after.get(table), table).toHaveLength(rows.length);
        expect(after.get(table), table).toMatchObject(rows.map(withRenamedColumns));
      }
    }
    expect(rowsOf(dataDir, 'select n, entry from index_entries order by n')).toEqual(entriesIn(dataDir));
    // A later version may add entries.
    expect(rowsOf(dataDir, identity)).toEqual(expect.arrayContaining(identityBefore));
    expectSound(dataDir);
    const heads = (await readFile(headsIn(dataDir), 'utf8')).trim().split('\n');
    const report = await verifyAudit(databaseOf(dataDir), Readable.from(heads));
    expect(report).toMatchObject({
      fault: null,
      records: { count: 0 },
      heads: heads.length,
      badLines: null,
    });
    expect(report.records?.checked).toBeGreaterThan(0);

    const again = await startProcess({ dataDir, seed: 'none' });
    const made = await createApi(again.url, key).post(
      '/api/events',
      threatDraft({ title: 'After the upgrade' }),
    );
    // The third threat was deleted, and its number is not reused.
    expect(made.body).toMatchObject({ ref: 'THR-2026-0004' });
    await again.kill();
    expect(titlesIn(databaseOf(dataDir))).toContain('After the upgrade');
    expectSound(dataDir);
  });
}

test('two servers that start on an older database at once migrate it once, and both run', async ({
  makeFolder,
  startProcess,
}) => {
  const dataDir = await makeFolder();
  createVersion(dataDir, oldest);
  const servers = await Promise.all([1, 2].map(() => startProcess({ dataDir, seed: 'none' })));
  for (const { url } of servers) {
    expect((await createApi(url).get('/api/events/INC-2026-0001')).body).toMatchObject({ version: 2 });
  }
  await Promise.all(servers.map((server) => server.stop()));
  expect(rowsOf(dataDir, 'select position from migrations order by position')).toEqual(
    versions.map((_, position) => ({ position })),
  );
  expectSound(dataDir);
});

test('a migration that rebuilds a table keeps the rows that refer to it', async ({ makeFolder }) => {
  const dataDir = await makeFolder();
  createVersion(dataDir, newest);
  const before = contentOf(dataDir);
  const [{ sql } = { sql: '' }] = rowsOf<{ sql: string }>(
    dataDir,
    "select sql from sqlite_schema where name = 'events'",
  );
  const indexes = rowsOf<{ sql: string }>(
    dataDir,
    "select sql from sqlite_schema where type = 'index' and tbl_name = 'events' and sql is not null",
  );
  const rebuild = [
    'PRAGMA foreign_keys=OFF;',
    sql.replace(/`events`|"events"/, '"__new_events"'),
    'INSERT INTO "__new_events" SELECT * FROM "events"',
    'DROP TABLE "events"',
    'ALTER TABLE "__new_events" RENAME TO "events"',
    ...indexes.map((index) => index.sql),
    'PRAGMA foreign_keys=ON;',
  ].join(';--> statement-breakpoint\n');
  migrateWith(dataDir, withMigration(dataDir, rebuild));
  expect([...contentOf(dataDir)]).toEqual([...before]);
  expect(before.get('targets')?.length).toBeGreaterThan(0);
  expectSound(dataDir);
});

const bad: [string, string, RegExp][] = [
  [
    'fails halfway',
    'DELETE FROM "tags";--> statement-breakpoint\nALTER TABLE "visits" ADD "purpose" text;--> statement-breakpoint\nINSERT INTO "nothing" VALUES (1);',
    /could not be upgraded to this version \(no such table: nothing\) and is unchanged/,
  ],
  [
    'leaves a broken reference',
    'DELETE FROM "principals";',
    /could not be upgraded to this version \(\d+ rows have broken references: .*\) and is unchanged/,
  ],
];
for (const [name, sql, sentence] of bad) {
  test(`a migration that ${name} is refused and changes nothing`, async ({ makeFolder }) => {
    const dataDir = await makeFolder();
    createVersion(dataDir, newest);
    const before = contentOf(dataDir);
    const schema = rowsOf(dataDir, 'select * from sqlite_schema order by rowid');
    expect(refusalOf(dataDir, withMigration(dataDir, sql))).toMatch(sentence);
    expect([...contentOf(dataDir)]).toEqual([...before]);
    expect(rowsOf(dataDir, 'select * from sqlite_schema order by rowid')).toEqual(schema);
    migrateWith(dataDir, migrations);
    expectSound(dataDir);
  });
}

const another = /^The database in DATA_DIR was written by another or a newer version of Chancery: .*\.$/;

test('a database of a newer version is refused and not changed', async ({ makeFolder, failToStart }) => {
  const dataDir = await makeFolder();
  createVersion(dataDir, newest);
  migrateWith(dataDir, withMigration(dataDir, 'CREATE TABLE "of_the_future" ("n" integer);'));
  const before = await digestOf(dataDir);
  expectRefusal(await failToStart({ dataDir }), another);
  expect(await digestOf(dataDir)).toBe(before);
});

test('a migration that was changed after its release is refused', async ({ makeFolder }) => {
  const dataDir = await makeFolder();
  createVersion(dataDir, newest);
  const folder = withMigration(dataDir, 'SELECT 1;');
  appendFileSync(`${folder}/${oldest}.sql`, '\n-- edited');
  expect(refusalOf(dataDir, folder)).toMatch(another);
  expect(
    withDatabase(databaseOf(dataDir), (connection) =>
      connection.prepare('select count(*) from migrations').pluck().get(),
    ),
  ).toBe(versions.length);
});

const indexedEvent = z.object({
  n: z.int(),
  createdBy: z.string(),
  activityAt: z.int(),
  record: z.string().transform((text): NamedRecord => JSON.parse(text)),
});

/** The index entries that this version writes for the events of a database. */
function entriesIn(dataDir: string): { n: number; entry: string }[] {
  const columns = 'n, created_by as createdBy, activity_at as activityAt, record';
  return rowsOf(dataDir, `select ${columns} from events where is_deleted = 0 order by n`).map((row) => {
    const event = indexedEvent.parse(row);
    return { n: event.n, entry: JSON.stringify(entryOf({ ...event, record: recordOf(event.record) })) };
  });
}
