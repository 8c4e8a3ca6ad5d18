import { join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { verifyJournal } from '@/db/sqlite/audit/verify-journal';
import { type Kept, type Ledger, markIn } from './ledger';
import type { Tally } from './tally';

type StoreParts = { dataDir: string; ledger: Ledger; tally: Tally };

const eventRow = z.object({ id: z.string(), version: z.number(), isDeleted: z.number(), title: z.string() });
type EventRow = z.infer<typeof eventRow>;

const changeRow = z.object({ record_id: z.string(), version: z.number() });

/**
 * What the folder holds against what was acknowledged, read beside the running server. While answers are
 * outstanding a record may be ahead of the ledger, never behind it.
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
  for (const [mark, kept] of ledger.kept) checkOne(mark, kept, byId.get(kept.id), { tally, isQuiet });
  const seen = new Set<string>();
  for (const { title } of rows) {
    const mark = markIn(title) ?? title;
    if (seen.has(mark)) tally.fail('doubled', `There are two records of ${mark}`);
    if (!ledger.begun.has(mark)) tally.fail('unsound', `Nobody has sent "${title}"`);
    seen.add(mark);
  }
}

type Look = { tally: Tally; isQuiet: boolean };

function checkOne(mark: string, kept: Kept, row: EventRow | undefined, { tally, isQuiet }: Look): void {
  if (!row) {
    tally.fail('lost', `The record ${mark} is not there`);
    return;
  }
  if (row.version < kept.version) {
    tally.fail('lost', `Version ${kept.version} of ${mark} was acknowledged, and ${row.version} is there`);
  }
  if (isQuiet && row.version > kept.version) {
    tally.fail('doubled', `${mark} is at version ${row.version} after ${kept.version} changes`);
  }
  if (kept.isDeleted && row.isDeleted === 0) tally.fail('lost', `The deletion of ${mark} is not there`);
}

/** Is the file whole, the journal without hole and its chain unbroken, each key one record? */
export function checkFile({ dataDir, ledger, tally }: StoreParts): void {
  read(dataDir, (db) => {
    const integrity = db.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') tally.fail('unsound', `integrity_check says ${String(integrity)}`);
    const broken = db.prepare('select count(*) from pragma_foreign_key_check').pluck().get();
    if (broken !== 0) tally.fail('unsound', `${String(broken)} rows refer to rows that are not there`);
    checkJournal(db, tally);
    const counted = (sql: string) => z.number().parse(db.prepare(sql).pluck().get());
    const keys = counted('select count(*) from idempotency_keys');
    const recordsOfKeys = counted('select count(distinct record_id) from idempotency_keys');
    if (keys !== ledger.begun.size || recordsOfKeys !== keys) {
      tally.fail('doubled', `${ledger.begun.size} keys were sent; ${keys} kept, of ${recordsOfKeys} records`);
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
