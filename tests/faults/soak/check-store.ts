import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { verifyJournal } from '@/db/sqlite/audit/verify-journal';
import { type Acknowledged, type Ledger, markIn } from './ledger';
import type { Tally } from './tally';

type StoreParts = { dataDir: string; ledger: Ledger; tally: Tally };

const eventRow = z.object({ id: z.string(), version: z.number(), isDeleted: z.number(), title: z.string() });
type EventRow = z.infer<typeof eventRow>;

const changeRow = z.object({ record_id: z.string(), version: z.number() });

/**
 * Compares the database of the running server with what was acknowledged. While requests are pending an event may be
 * ahead of the ledger, never behind it.
 */
export function checkRecords(
  { dataDir, ledger, tally }: StoreParts,
  { isQuiet }: { isQuiet: boolean },
): void {
  const rows = read(dataDir, (db) =>
    db
      .prepare(`select id, version, is_deleted isDeleted, json_extract(record, '$.title') title from events`)
      .all()
      .map((row) => eventRow.parse(row)),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [mark, expected] of ledger.acknowledged)
    checkOne(mark, expected, byId.get(expected.id), { tally, isQuiet });
  const seen = new Set<string>();
  for (const { title } of rows) {
    const mark = markIn(title) ?? title;
    if (seen.has(mark)) tally.fail('doubled', `There are two records of ${mark}`);
    if (!ledger.sent.has(mark)) tally.fail('unsound', `Nobody has sent "${title}"`);
    seen.add(mark);
  }
}

type Options = { tally: Tally; isQuiet: boolean };

function checkOne(
  mark: string,
  expected: Acknowledged,
  row: EventRow | undefined,
  { tally, isQuiet }: Options,
): void {
  if (!row) {
    tally.fail('lost', `The event ${mark} is missing`);
    return;
  }
  if (row.version < expected.version) {
    tally.fail(
      'lost',
      `Version ${expected.version} of ${mark} was acknowledged, but ${row.version} is stored`,
    );
  }
  if (isQuiet && row.version > expected.version) {
    tally.fail('doubled', `${mark} is at version ${row.version} after ${expected.version} changes`);
  }
  if (expected.isDeleted && row.isDeleted === 0) tally.fail('lost', `The deletion of ${mark} is missing`);
}

/** Checks that the file is intact, the journal has no gap, its chain holds, and each key has one record. */
export function checkFile({ dataDir, ledger, tally }: StoreParts): void {
  read(dataDir, (db) => {
    const integrity = db.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') tally.fail('unsound', `integrity_check says ${String(integrity)}`);
    const broken = db.prepare('select count(*) from pragma_foreign_key_check').pluck().get();
    if (broken !== 0) tally.fail('unsound', `${String(broken)} rows refer to missing rows`);
    checkJournal(db, tally);
    const counted = (sql: string) => z.number().parse(db.prepare(sql).pluck().get());
    const keys = counted('select count(*) from idempotency_keys');
    const recordsOfKeys = counted('select count(distinct record_id) from idempotency_keys');
    if (keys !== ledger.sent.size || recordsOfKeys !== keys) {
      tally.fail(
        'doubled',
        `${ledger.sent.size} keys were sent; ${keys} are stored, for ${recordsOfKeys} records`,
      );
    }
  });
}

function checkJournal(db: Database.Database, tally: Tally): void {
  const fault = verifyJournal(db);
  if (fault) tally.fail(fault.what === 'missing' ? 'lost' : 'unsound', `Row ${fault.seq} is ${fault.what}`);
  const versions = new Map<string, number>();
  for (const raw of db.prepare("select * from changes where type = 'event' order by seq").iterate()) {
    const row = changeRow.parse(raw);
    const version = versions.get(row.record_id) ?? 0;
    if (row.version !== version + 1) {
      const what = row.version > version + 1 ? 'lost' : 'doubled';
      tally.fail(what, `The journal of ${row.record_id} goes from version ${version} to ${row.version}`);
    }
    versions.set(row.record_id, row.version);
  }
}

function read<T>(dataDir: string, query: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, 'chancery.db'), { readonly: true });
  try {
    return query(db);
  } finally {
    db.close();
  }
}
