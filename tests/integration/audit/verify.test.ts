import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { createHeadKey, signHead } from '@/db/journal-heads';
import { chainOf, digestOf } from '@/db/sqlite/journal/chain';
import { withDatabase } from '../../support/database';
import { expect, type JournalFixture, readHeads, test } from './audit-test';

/** Expects one sentence per line without a stack trace. */
function expectSentences(output: string, sentences: RegExp[]): void {
  const lines = output.split('\n').filter((line) => line !== '');
  expect(lines).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
}

const key = /^Heads are signed with the key [\w-]{43}: compare it with the one that you noted elsewhere\.$/;

test('an unmodified journal verifies, and the signing key is shown', async ({ journal, command }) => {
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  const whole =
    /^The journal is intact: 10 changes, each as it was written\. 9 records match it\. 3 heads match, the last one of change 10, written at \S+Z\.$/;
  expectSentences(output, [key, whole]);
  expect(code).toBe(0);
  await journal.append();
  const again = await command('audit-verify', journal.dataDir).ended;
  expect(again.output.split('\n')[0], 'The key stays the same').toBe(output.split('\n')[0]);
  expect(again.output).toContain('14 changes, each as it was written. 13 records match it. 4 heads match');
  expect(again.code).toBe(0);
});

const edits: [name: string, sql: string, sentence: RegExp][] = [
  [
    'an edited record',
    `update changes set body = replace(body, 'Letter', 'Leaflet') where seq = 6`,
    /^Change 6 of the journal is changed: all changes before it are as they were written\.$/,
  ],
  [
    'an account whose rights were edited',
    `update changes set body = replace(body, '"admin"', '"viewer"') where seq = 4 and type = 'account'`,
    /^Change 4 of the journal is changed/,
  ],
  [
    'an account entry that was moved to another account',
    `update changes set record_id = 'another' where seq = 4 and type = 'account'`,
    /^Change 4 of the journal is changed/,
  ],
  ['a deleted entry', 'delete from changes where seq = 4', /^Change 4 of the journal is missing/],
  [
    'a deleted entry whose gap was closed',
    'delete from changes where seq = 4; update changes set seq = seq - 1 where seq > 4',
    /^Change 4 of the journal is changed/,
  ],
  [
    'two entries that changed places',
    'update changes set seq = -6 where seq = 6; update changes set seq = 6 where seq = 7; update changes set seq = 7 where seq = -6',
    /^Change 6 of the journal is changed/,
  ],
  [
    'a truncated end',
    'delete from changes where seq > 9',
    /^Change 10 of the journal is missing: the journal ends before the head of change 10, written at \S+Z\.$/,
  ],
  [
    'a journal that was emptied',
    'delete from changes',
    /^Change 1 of the journal is missing: the journal ends before the head of change 4, written at \S+Z\.$/,
  ],
];
for (const [name, sql, sentence] of edits) {
  test(`${name} is reported at the first entry that differs`, async ({ journal, command }) => {
    withDatabase(journal.database, (connection) => {
      const before = content(connection);
      connection.exec(sql);
      expect(content(connection), 'The edit does something').not.toEqual(before);
    });
    const { code, output } = await command('audit-verify', journal.dataDir).ended;
    expectSentences(output, [key, sentence]);
    expect(code).toBe(1);
  });
}

test('a journal rewritten from its start contradicts the first kept head', async ({ journal, command }) => {
  rewrite(journal, 1);
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  const sentence =
    /^Change 4 of the journal does not match the head of change 4, written at \S+Z: no earlier head matches\.$/;
  expectSentences(output, [key, sentence]);
  expect(code).toBe(1);
});

test('a journal rewritten from its middle is reported with the part that still verifies', async ({
  journal,
  command,
}) => {
  rewrite(journal, 6);
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  const sentence =
    /^Change 8 of the journal does not match the head of change 8, written at \S+Z: earlier heads match up to change 4\.$/;
  expectSentences(output, [key, sentence]);
  expect(code).toBe(1);
});

test('heads kept after a journal was rewritten do not hide that', async ({ journal, command }) => {
  rewrite(journal, 6);
  await journal.append();
  const rewritten = await command('audit-verify', journal.dataDir).ended;
  expect(rewritten.output).toContain('Change 8 of the journal does not match the head');
  expect(rewritten.output).toContain('earlier heads match up to change 4.');
  expect(rewritten.code).toBe(1);
});

test('a journal that was truncated and has grown again contradicts the earlier heads', async ({
  journal,
  command,
}) => {
  withDatabase(journal.database, (connection) => connection.exec('delete from changes where seq > 7'));
  await journal.append();
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  expect(output).toContain('Change 8 of the journal does not match the head');
  expect(output).toContain('earlier heads match up to change 4.');
  expect(code).toBe(1);
});

test('new heads signed with the database’s key hide nothing while the old ones are kept', async ({
  journal,
  command,
}) => {
  rewrite(journal, 6);
  const own = withDatabase(journal.database, (connection) => ({
    key: connection.prepare<[], string>(`select value from meta where key = 'audit key'`).pluck().get() ?? '',
    rows: connection
      .prepare<[], { seq: number; chain: string }>('select seq, chain from changes where seq > 4')
      .all(),
  }));
  for (const row of own.rows)
    await appendFile(journal.heads, `${JSON.stringify(signHead(own.key, row, new Date().toISOString()))}\n`);
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  expect(output).toContain('Change 8 of the journal does not match the head');
  expect(output).toContain('earlier heads match up to change 4.');
  expect(code).toBe(1);
});

test('an altered, forged or torn head is reported by its line', async ({ journal, command }) => {
  const [first, second, third] = await readHeads(journal.heads);
  if (!first || !second || !third) throw new Error('Three heads were kept');
  const broken: [line: string, sentence: RegExp][] = [
    [
      JSON.stringify({ ...second, seq: 9 }),
      /^Line 2 of .*audit-heads\.jsonl has an invalid signature: it was not signed with the key/,
    ],
    [JSON.stringify({ ...second, at: '2020-01-01T00:00:00.000Z' }), /^Line 2 of .* has an invalid signature/],
    [JSON.stringify({ ...second, signature: first.signature }), /^Line 2 of .* has an invalid signature/],
    [JSON.stringify({ ...second, signature: '' }), /^Line 2 of .* has an invalid signature/],
    [JSON.stringify(signHead(createHeadKey(), second, second.at)), /^Line 2 of .* has an invalid signature/],
    [JSON.stringify(second).slice(0, 40), /^Line 2 of .* is not a head\.$/],
    ['\0\0\0', /^Line 2 of .* is not a head\.$/],
  ];
  for (const [line, sentence] of broken) {
    await writeFile(journal.heads, [JSON.stringify(first), line, JSON.stringify(third), ''].join('\n'));
    const { code, output } = await command('audit-verify', journal.dataDir).ended;
    expectSentences(output, [key, sentence]);
    expect(code).toBe(1);
  }
});

test('a database with another signing key verifies none of the kept heads', async ({ journal, command }) => {
  withDatabase(journal.database, (connection) =>
    connection.prepare(`update meta set value = ? where key = 'audit key'`).run(createHeadKey()),
  );
  const other = await command('audit-verify', journal.dataDir).ended;
  expectSentences(other.output, [
    key,
    /^Line \d of .* has an invalid signature: .* The same is true of 2 more lines\.$/,
  ]);
  expect(other.code).toBe(1);
  for (const sql of [
    `update meta set value = 'no key' where key = 'audit key'`,
    `delete from meta where key = 'audit key'`,
  ]) {
    withDatabase(journal.database, (connection) => connection.exec(sql));
    const none = await command('audit-verify', journal.dataDir).ended;
    expectSentences(none.output, [
      /^This database has no key for heads/,
      /^Line \d of .* has an invalid signature/,
    ]);
    expect(none.code).toBe(1);
  }
});

test('missing heads are reported as an error', async ({ journal, folder, command }) => {
  const elsewhere = join(folder, 'heads.jsonl');
  await writeFile(elsewhere, await readFile(journal.heads));
  await rm(journal.heads);
  const { code, output } = await command('audit-verify', journal.dataDir).ended;
  expectSentences(output, [
    key,
    /^The heads in .*audit-heads\.jsonl cannot be read \(ENOENT\): see --heads\.$/,
  ]);
  expect(code).toBe(1);
  const found = await command('audit-verify', journal.dataDir, '--heads', elsewhere).ended;
  expect(found.output).toContain('3 heads match');
  expect(found.code).toBe(0);
  await writeFile(journal.heads, '');
  const emptied = await command('audit-verify', journal.dataDir).ended;
  expectSentences(emptied.output, [key, /^.*audit-heads\.jsonl contains no head: each start writes one/]);
  expect(emptied.code).toBe(1);
  const noFile = await command('audit-verify', journal.dataDir, '--heads', folder).ended;
  expectSentences(noFile.output, [key, /^The heads in .* cannot be read \(EISDIR\): see --heads\.$/]);
  expect(noFile.code).toBe(1);
});

test('a backup is verified in place against the heads kept until it was made', async ({
  journal,
  folder,
  command,
}) => {
  const file = join(folder, 'saved.db');
  expect((await command('backup', journal.dataDir, file).ended).code).toBe(0);
  const heads = ['--heads', journal.heads];
  const { code, output } = await command('audit-verify', folder, '--database', file, ...heads).ended;
  expect(output).toContain('The journal is intact: 10 changes');
  expect(code).toBe(0);
  await journal.append();
  const later = await command('audit-verify', folder, '--database', file, ...heads).ended;
  expect(later.output).toContain(
    'Change 11 of the journal is missing: the journal ends before the head of change 14',
  );
  expect(later.code).toBe(1);
});

test('a missing, foreign or damaged database is reported in one sentence', async ({
  journal,
  folder,
  command,
}) => {
  const missing = join(folder, 'missing.db');
  const other = join(folder, 'other.db');
  const text = join(folder, 'text.db');
  const damaged = join(folder, 'damaged.db');
  withDatabase(other, (connection) => connection.exec('create table other (n integer)'));
  await writeFile(text, 'This is no database.'.repeat(1000));
  const bytes = await readFile(journal.database);
  await writeFile(damaged, bytes.subarray(0, bytes.length / 2));
  const refused: [file: string, sentence: RegExp][] = [
    [missing, /^The file .*missing\.db does not exist\.$/],
    [other, /^The file .*other\.db is not a database of Chancery\.$/],
    [text, /^The file .*text\.db is damaged or not a database: .*\.$/],
    [damaged, /^The file .*damaged\.db is damaged or not a database: .*\.$/],
  ];
  for (const [file, sentence] of refused) {
    const { code, output } = await command('audit-verify', journal.dataDir, '--database', file).ended;
    expectSentences(output, [sentence]);
    expect(code).toBe(1);
  }
  const { code, output } = await command('audit-verify', journal.dataDir, '--nothing').ended;
  expectSentences(output, [/^Use npm run audit:verify, .*\.$/]);
  expect(code).toBe(1);
});

function content(connection: Database.Database): unknown[] {
  return connection.prepare('select seq, record_id, body from changes order by seq').all();
}

type Row = Parameters<typeof chainOf>[1] & { body: string | null; chain: string };

/** Rewrites the journal from a change on, with a valid chain, as anyone with the database and the program can. */
function rewrite({ database }: JournalFixture, from: number): void {
  withDatabase(database, (connection) => {
    const rows = connection
      .prepare<[], Row & { recipientsBefore: string; recipientsAfter: string }>(
        `select seq, type, record_id recordId, version, at, "by", reason, created_by createdBy, format,
          clock_at clockAt, activity_at activityAt, operation, operation_id operationId,
          tlp_before tlpBefore, tlp_after tlpAfter, recipients_before recipientsBefore,
          recipients_after recipientsAfter, salt, digest, chain, body from changes order by seq`,
      )
      .all();
    const put = connection.prepare('update changes set body = ?, digest = ?, chain = ? where seq = ?');
    let chain: string | null = '';
    for (const row of rows) {
      if (row.seq < from) {
        ({ chain } = row);
        continue;
      }
      const body = row.body?.replace('Letter', 'Leaflet') ?? null;
      const digest = digestOf(row.salt, body);
      chain = chainOf(chain ?? '', {
        ...row,
        digest,
        recipientsBefore: JSON.parse(row.recipientsBefore),
        recipientsAfter: JSON.parse(row.recipientsAfter),
      });
      put.run(body, digest, chain, row.seq);
    }
  });
}
