import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { createHeadKey, signHead } from '@/db/journal-heads';
import { chainOf, digestOf } from '@/db/sqlite/journal/chain';
import { withDatabase } from '../../support/database';
import { expect, type Kept, readHeads, test } from './audit-test';

/** Plain sentences: one a line, and no trace of a stack. */
function expectSentences(output: string, sentences: RegExp[]): void {
  const lines = output.split('\n').filter((line) => line !== '');
  expect(lines).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
}

const key = /^Heads are signed by the key [\w-]{43}: see that it is the one that you noted elsewhere\.$/;

test('a journal that nobody touched is found whole, and the key to be noted is shown', async ({
  kept,
  command,
}) => {
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  const whole =
    /^The journal is whole: 10 changes, each as it was written\. 9 records are as it has them\. 3 kept heads agree, the last of change 10, kept at \S+Z\.$/;
  expectSentences(output, [key, whole]);
  expect(code).toBe(0);
  await kept.goOn();
  const again = await command('audit-verify', kept.dataDir).ended;
  expect(again.output.split('\n')[0], 'The key stays the same').toBe(output.split('\n')[0]);
  expect(again.output).toContain(
    '14 changes, each as it was written. 13 records are as it has them. 4 kept heads agree',
  );
  expect(again.code).toBe(0);
});

const edits: [name: string, sql: string, sentence: RegExp][] = [
  [
    'an edited record',
    `update changes set body = replace(body, 'Letter', 'Leaflet') where seq = 6`,
    /^Change 6 of the journal is changed: up to the one before, all is as it was written\.$/,
  ],
  [
    'an account whose rights were edited',
    `update changes set body = replace(body, '"admin"', '"viewer"') where seq = 4 and type = 'account'`,
    /^Change 4 of the journal is changed/,
  ],
  [
    'an account entry that was told of another',
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
    'an end that was cut off',
    'delete from changes where seq > 9',
    /^Change 10 of the journal is missing: it ends before the head of change 10 that was kept at \S+Z\.$/,
  ],
  [
    'a journal that was emptied',
    'delete from changes',
    /^Change 1 of the journal is missing: it ends before the head of change 4 that was kept at \S+Z\.$/,
  ],
];
for (const [name, sql, sentence] of edits) {
  test(`${name} is named by the first entry that is not as it was written`, async ({ kept, command }) => {
    withDatabase(kept.database, (connection) => {
      const before = content(connection);
      connection.exec(sql);
      expect(content(connection), 'The edit does something').not.toEqual(before);
    });
    const { code, output } = await command('audit-verify', kept.dataDir).ended;
    expectSentences(output, [key, sentence]);
    expect(code).toBe(1);
  });
}

test('a journal that was written anew from its beginning contradicts the first head that was kept', async ({
  kept,
  command,
}) => {
  rewrite(kept, 1);
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  const sentence =
    /^Change 4 of the journal is of another history than the head of change 4 that was kept at \S+Z: nothing that was kept before holds\.$/;
  expectSentences(output, [key, sentence]);
  expect(code).toBe(1);
});

test('a journal that was written anew from its middle is told apart from what still holds', async ({
  kept,
  command,
}) => {
  rewrite(kept, 6);
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  const sentence =
    /^Change 8 of the journal is of another history than the head of change 8 that was kept at \S+Z: what was kept before holds up to change 4\.$/;
  expectSentences(output, [key, sentence]);
  expect(code).toBe(1);
});

test('heads that are kept of a journal after it was written anew do not cover that', async ({
  kept,
  command,
}) => {
  rewrite(kept, 6);
  await kept.goOn();
  const rewritten = await command('audit-verify', kept.dataDir).ended;
  expect(rewritten.output).toContain('Change 8 of the journal is of another history');
  expect(rewritten.output).toContain('what was kept before holds up to change 4.');
  expect(rewritten.code).toBe(1);
});

test('a journal that was cut and has grown again contradicts the heads of before', async ({
  kept,
  command,
}) => {
  withDatabase(kept.database, (connection) => connection.exec('delete from changes where seq > 7'));
  await kept.goOn();
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  expect(output).toContain('Change 8 of the journal is of another history');
  expect(output).toContain('what was kept before holds up to change 4.');
  expect(code).toBe(1);
});

test('heads that whoever holds the database signs anew cover nothing while the old ones are kept', async ({
  kept,
  command,
}) => {
  rewrite(kept, 6);
  const own = withDatabase(kept.database, (connection) => ({
    key: connection.prepare<[], string>(`select value from meta where key = 'audit key'`).pluck().get() ?? '',
    rows: connection
      .prepare<[], { seq: number; chain: string }>('select seq, chain from changes where seq > 4')
      .all(),
  }));
  for (const row of own.rows)
    await appendFile(kept.heads, `${JSON.stringify(signHead(own.key, row, new Date().toISOString()))}\n`);
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  expect(output).toContain('Change 8 of the journal is of another history');
  expect(output).toContain('what was kept before holds up to change 4.');
  expect(code).toBe(1);
});

test('a head that was altered, made up or torn is named by its line', async ({ kept, command }) => {
  const [first, second, third] = await readHeads(kept.heads);
  if (!first || !second || !third) throw new Error('Three heads were kept');
  const broken: [line: string, sentence: RegExp][] = [
    [
      JSON.stringify({ ...second, seq: 9 }),
      /^Line 2 of .*audit-heads\.jsonl is badly signed: not by the key/,
    ],
    [JSON.stringify({ ...second, at: '2020-01-01T00:00:00.000Z' }), /^Line 2 of .* is badly signed/],
    [JSON.stringify({ ...second, signature: first.signature }), /^Line 2 of .* is badly signed/],
    [JSON.stringify({ ...second, signature: '' }), /^Line 2 of .* is badly signed/],
    [JSON.stringify(signHead(createHeadKey(), second, second.at)), /^Line 2 of .* is badly signed/],
    [JSON.stringify(second).slice(0, 40), /^Line 2 of .* is no head\.$/],
    ['\0\0\0', /^Line 2 of .* is no head\.$/],
  ];
  for (const [line, sentence] of broken) {
    await writeFile(kept.heads, [JSON.stringify(first), line, JSON.stringify(third), ''].join('\n'));
    const { code, output } = await command('audit-verify', kept.dataDir).ended;
    expectSentences(output, [key, sentence]);
    expect(code).toBe(1);
  }
});

test('a database with another key for heads vouches for none of those that were kept', async ({
  kept,
  command,
}) => {
  withDatabase(kept.database, (connection) =>
    connection.prepare(`update meta set value = ? where key = 'audit key'`).run(createHeadKey()),
  );
  const other = await command('audit-verify', kept.dataDir).ended;
  expectSentences(other.output, [key, /^Line \d of .* is badly signed: .* So are 2 more lines\.$/]);
  expect(other.code).toBe(1);
  for (const sql of [
    `update meta set value = 'no key' where key = 'audit key'`,
    `delete from meta where key = 'audit key'`,
  ]) {
    withDatabase(kept.database, (connection) => connection.exec(sql));
    const none = await command('audit-verify', kept.dataDir).ended;
    expectSentences(none.output, [/^This database has no key for heads/, /^Line \d of .* is badly signed/]);
    expect(none.code).toBe(1);
  }
});

test('without its heads the chain is checked, and that they are missing is a fault', async ({
  kept,
  folder,
  command,
}) => {
  const elsewhere = join(folder, 'heads.jsonl');
  await writeFile(elsewhere, await readFile(kept.heads));
  await rm(kept.heads);
  const { code, output } = await command('audit-verify', kept.dataDir).ended;
  expectSentences(output, [
    key,
    /^The heads in .*audit-heads\.jsonl cannot be read \(ENOENT\): see --heads\.$/,
  ]);
  expect(code).toBe(1);
  const found = await command('audit-verify', kept.dataDir, '--heads', elsewhere).ended;
  expect(found.output).toContain('3 kept heads agree');
  expect(found.code).toBe(0);
  await writeFile(kept.heads, '');
  const emptied = await command('audit-verify', kept.dataDir).ended;
  expectSentences(emptied.output, [key, /^No head is kept in .*audit-heads\.jsonl: each start keeps one/]);
  expect(emptied.code).toBe(1);
  const noFile = await command('audit-verify', kept.dataDir, '--heads', folder).ended;
  expectSentences(noFile.output, [key, /^The heads in .* cannot be read \(EISDIR\): see --heads\.$/]);
  expect(noFile.code).toBe(1);
});

test('a backup is verified where it lies, against the heads that were kept until it was made', async ({
  kept,
  folder,
  command,
}) => {
  const file = join(folder, 'saved.db');
  expect((await command('backup', kept.dataDir, file).ended).code).toBe(0);
  const heads = ['--heads', kept.heads];
  const { code, output } = await command('audit-verify', folder, '--database', file, ...heads).ended;
  expect(output).toContain('The journal is whole: 10 changes');
  expect(code).toBe(0);
  await kept.goOn();
  const later = await command('audit-verify', folder, '--database', file, ...heads).ended;
  expect(later.output).toContain('Change 11 of the journal is missing: it ends before the head of change 14');
  expect(later.code).toBe(1);
});

test('what is no database, or no sound one, is told in one sentence', async ({ kept, folder, command }) => {
  const missing = join(folder, 'missing.db');
  const other = join(folder, 'other.db');
  const text = join(folder, 'text.db');
  const damaged = join(folder, 'damaged.db');
  withDatabase(other, (connection) => connection.exec('create table other (n integer)'));
  await writeFile(text, 'This is no database.'.repeat(1000));
  const bytes = await readFile(kept.database);
  await writeFile(damaged, bytes.subarray(0, bytes.length / 2));
  const refused: [file: string, sentence: RegExp][] = [
    [missing, /^The file .*missing\.db does not exist\.$/],
    [other, /^The file .*other\.db is not a database of Chancery\.$/],
    [text, /^The file .*text\.db is damaged or not a database: .*\.$/],
    [damaged, /^The file .*damaged\.db is damaged or not a database: .*\.$/],
  ];
  for (const [file, sentence] of refused) {
    const { code, output } = await command('audit-verify', kept.dataDir, '--database', file).ended;
    expectSentences(output, [sentence]);
    expect(code).toBe(1);
  }
  const { code, output } = await command('audit-verify', kept.dataDir, '--nothing').ended;
  expectSentences(output, [/^Use npm run audit:verify, .*\.$/]);
  expect(code).toBe(1);
});

function content(connection: Database.Database): unknown[] {
  return connection.prepare('select seq, record_id, body from changes order by seq').all();
}

type Row = Parameters<typeof chainOf>[1] & { body: string | null; chain: string };

/** What somebody does who has the database and the program: other words from a change on, in a chain that holds. */
function rewrite({ database }: Kept, from: number): void {
  withDatabase(database, (connection) => {
    const rows = connection
      .prepare<[], Row & { recipientsBefore: string; recipientsAfter: string }>(
        `select seq, type, record_id recordId, version, at, "by", reason, created_by createdBy,
          tlp_before tlpBefore, tlp_after tlpAfter, recipients_before recipientsBefore,
          recipients_after recipientsAfter, salt, digest, chain, body from changes order by seq`,
      )
      .all();
    const put = connection.prepare('update changes set body = ?, digest = ?, chain = ? where seq = ?');
    let chain = '';
    for (const row of rows) {
      if (row.seq < from) {
        ({ chain } = row);
        continue;
      }
      const body = row.body?.replace('Letter', 'Leaflet') ?? null;
      const digest = digestOf(row.salt, body);
      chain = chainOf(chain, {
        ...row,
        digest,
        recipientsBefore: JSON.parse(row.recipientsBefore),
        recipientsAfter: JSON.parse(row.recipientsAfter),
      });
      put.run(body, digest, chain, row.seq);
    }
  });
}
