import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as runner } from '@playwright/test';
import Database from 'better-sqlite3';
import { localPrincipal, systemPrincipal } from '@/db/model/access/principal';
import { createHeadCheck, verifyJournal } from '@/db/sqlite/audit/verify-journal';
import type { Position } from '@/db/store';
import { createVersion } from '../../faults/versions';
import { databaseOf, withDatabase } from '../../support/database';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { threat } from '../store/records';
import { openAt, sqliteStore } from '../store/sqlite';

/** A journal of ten changes, its head kept elsewhere, and an unrestricted connection. */
const test = runner.extend<{
  makeFolder: () => Promise<string>;
  head: Position;
  connection: Database.Database;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  makeFolder: async ({}, use) => {
    const made: string[] = [];
    await use(async () => {
      const folder = await makeTemporaryFolder('chancery-journal');
      made.push(folder);
      return folder;
    });
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of a fixture's needs here.
  connection: async ({}, use) => {
    const { store, dataDir, remove } = await sqliteStore();
    for (let n = 1; n <= 5; n += 1) {
      const { event } = await store.createEvent(localPrincipal, threat({ title: `Letter ${n}` }), {
        key: randomUUID(),
        digest: '',
      });
      await store.updateEvent(localPrincipal, event.id, 1, threat({ title: `Letter ${n}, again` }), 'Reread');
    }
    const connection = new Database(join(dataDir, 'chancery.db'));
    await use(connection);
    connection.close();
    await remove();
  },
  head: async ({ connection }, use) => {
    const last = connection
      .prepare<[], Position>('select seq, chain from changes order by seq desc limit 1')
      .get();
    await use(last ?? { seq: 0, chain: '' });
  },
});

test('an unmodified journal verifies with and without its head', async ({ connection, head }) => {
  expect(head.seq).toBe(10);
  expect(verifyJournal(connection)).toBeNull();
  expect(createHeadCheck(connection)(head)).toBeNull();
});

const edits = [
  `body = replace(body, 'Letter', 'Leaflet')`,
  `body = null`,
  `reason = 'Nothing'`,
  `reason = null`,
  `"by" = (select id from principals where id <> "by" limit 1)`,
  `at = at - 1`,
  `type = 'visit'`,
  `record_id = 'another'`,
  `version = 3`,
  `created_by = 'another'`,
  `tlp_after = 4`,
  `tlp_before = null`,
  `recipients_after = '["another"]'`,
  `recipients_before = 'no JSON'`,
  `salt = 'another'`,
  `digest = 'another'`,
  `chain = 'another'`,
  `format = 1`,
  `format = 3`,
  `clock_at = clock_at - 1`,
  `clock_at = null`,
  `activity_at = activity_at - 1`,
  `operation = 'import'`,
  `operation_id = 'another'`,
];
test('a row is reported when any of its columns was edited', async ({ connection }) => {
  for (const edit of edits) {
    connection.exec(`begin; update changes set ${edit} where seq = 4`);
    expect(verifyJournal(connection), edit).toEqual({ seq: 4, what: 'changed' });
    connection.exec('rollback');
  }
});

const tampering: [name: string, sql: string, fault: ReturnType<typeof verifyJournal>][] = [
  ['a deleted row', 'delete from changes where seq = 4', { seq: 4, what: 'missing' }],
  ['a deleted first row', 'delete from changes where seq = 1', { seq: 1, what: 'missing' }],
  [
    'a deleted row whose gap was closed',
    'delete from changes where seq = 4; update changes set seq = seq - 1 where seq > 4',
    { seq: 4, what: 'changed' },
  ],
  [
    'two rows that changed places',
    'update changes set seq = -4 where seq = 4; update changes set seq = 4 where seq = 5; update changes set seq = 5 where seq = -4',
    { seq: 4, what: 'changed' },
  ],
  [
    'a row far below the first',
    `update changes set seq = -9223372036854775808 where seq = 10`,
    { seq: 1, what: 'missing' },
  ],
  ['a row before the first', 'update changes set seq = 0 where seq = 10', { seq: 1, what: 'missing' }],
];
for (const [name, sql, fault] of tampering) {
  test(`${name} is reported at the first affected row`, async ({ connection }) => {
    connection.exec(sql);
    expect(verifyJournal(connection)).toEqual(fault);
  });
}

test('a truncated journal is detected with a head kept elsewhere', async ({ connection, head }) => {
  connection.exec('delete from changes where seq > 8');
  expect(verifyJournal(connection)).toBeNull();
  expect(createHeadCheck(connection)(head)).toEqual({ seq: 9, what: 'missing' });
});

test('a replaced journal is detected with a head kept elsewhere', async ({ connection, head }) => {
  expect(createHeadCheck(connection)({ ...head, chain: '0'.repeat(64) })).toEqual({
    seq: head.seq,
    what: 'of another history',
  });
});

test('rows of both formats are verified in one journal, and heads from before the upgrade still match', async ({
  makeFolder,
}) => {
  const dataDir = await makeFolder();
  createVersion(dataDir, '0004_review');
  const before = withDatabase(databaseOf(dataDir), (one) =>
    one.prepare<[], Position>('select seq, chain from changes order by seq desc limit 1').get(),
  );
  const store = await openAt(dataDir);
  await store.createEvent(systemPrincipal, threat({ title: 'After the upgrade' }), {
    key: randomUUID(),
    digest: '',
  });
  const { seq } = await store.head(systemPrincipal);
  await store.close();
  withDatabase(databaseOf(dataDir), (one) => {
    const formats = one.prepare('select distinct format from changes order by seq').pluck().all();
    expect(formats).toEqual([1, 2]);
    expect(verifyJournal(one)).toBeNull();
    expect(createHeadCheck(one)(before ?? { seq: 0, chain: '' })).toBeNull();
    for (const bad of [before?.seq, seq]) {
      for (const edit of [`reason = 'Nothing'`, `operation_id = 'another'`, 'format = 3 - format']) {
        one.exec(`begin; update changes set ${edit} where seq = ${bad}`);
        expect(verifyJournal(one), `${edit} in ${bad}`).toEqual({ seq: bad, what: 'changed' });
        one.exec('rollback');
      }
    }
  });
});
