import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { databaseOf, withDatabase } from '../support/database';

export const migrations = fileURLToPath(new URL('../../db/sqlite/migrations', import.meta.url));
const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

const journal = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });
const journalFile = 'meta/_journal.json';

function readJournal(folder: string) {
  return journal.parse(JSON.parse(readFileSync(join(folder, journalFile), 'utf8')));
}

/** The versions of the schema by the names of their last migrations, oldest first. */
export const versions = readJournal(migrations).entries.map(({ tag }) => tag);

/** The versions with a filled database. */
export const filledVersions = readdirSync(fixtures)
  .map((name) => name.replace(/\.sql$/, ''))
  .sort();

/** Creates a database of that version in this folder: its tables and the rows of its fixture. */
export function createVersion(dataDir: string, version: string): void {
  const connection = new Database(databaseOf(dataDir));
  // The file is complete before a test uses it, and hundreds of synced statements take seconds on a busy disk.
  connection.pragma('synchronous = OFF');
  connection.pragma('journal_mode = MEMORY');
  for (const tag of versions.slice(0, versions.indexOf(version) + 1)) {
    connection.exec(readFileSync(join(migrations, `${tag}.sql`), 'utf8'));
  }
  connection.exec(readFileSync(join(fixtures, `${version}.sql`), 'utf8'));
  connection.pragma('journal_mode = WAL');
  connection.close();
}

/** A copy of the migrations with one more. */
export function withMigration(folder: string, sql: string): string {
  const extended = join(folder, 'migrations');
  mkdirSync(extended);
  cpSync(migrations, extended, { recursive: true });
  const known = readJournal(extended);
  const entry = { ...known.entries.at(-1), idx: known.entries.length, tag: '9999_next' };
  writeFileSync(
    join(extended, journalFile),
    JSON.stringify({ ...known, entries: [...known.entries, entry] }),
  );
  writeFileSync(join(extended, '9999_next.sql'), sql);
  return extended;
}

/** All tables except the text indexes, whose rows cannot be read. */
export function tablesOf(dataDir: string): string[] {
  return withDatabase(databaseOf(dataDir), (connection) =>
    connection
      .prepare<[], string>(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name",
      )
      .pluck()
      .all(),
  );
}

/**
 * Every row of every table except `meta` and `migrations`, to which each start adds, with records as objects; and the
 * rows that each indexed word finds.
 */
export function contentOf(dataDir: string): Map<string, unknown[]> {
  const tables = tablesOf(dataDir).filter((name) => name !== 'meta' && name !== 'migrations');
  return withDatabase(databaseOf(dataDir), (connection) => {
    const content = new Map<string, unknown[]>();
    for (const name of tables)
      content.set(
        name,
        connection.prepare<[], Row>(`select * from "${name}" order by 1, 2`).all().map(parseRecord),
      );
    const indexes = connection
      .prepare<[], string>(
        "select name from pragma_table_list where type = 'virtual' and name like '%_fts' order by name",
      )
      .pluck()
      .all();
    for (const name of indexes) content.set(name, findings(connection, name));
    return content;
  });
}

type Row = Readonly<Record<string, unknown>>;

function parseRecord(row: Row): Row {
  return typeof row.record === 'string' ? { ...row, record: JSON.parse(row.record) } : row;
}

/** Columns that a later version renames. */
const renamed: Readonly<Record<string, string>> = { is_pressing: 'is_active' };

/** Tables that a later version drops. */
export const droppedTables: readonly string[] = ['counts'];

/** A row with the columns' names of today. */
export function withRenamedColumns(row: unknown): unknown {
  return Object.fromEntries(
    Object.entries(Object(row)).map(([name, value]) => [renamed[name] ?? name, value]),
  );
}

/** Each word of a text index with the rows that it finds. */
function findings(connection: Database.Database, name: string): unknown[] {
  connection.exec(`create virtual table temp."words of ${name}" using fts5vocab(main, "${name}", instance)`);
  return connection.prepare(`select term, doc from temp."words of ${name}" order by term, doc, offset`).all();
}
